import { suggestSlug } from '@linli/core/tenancy';
import { expect, test } from 'vitest';

test.each([
  ['东环路社区', 'donghuanlu'],
  ['桂花社区居委会', 'guihua'],
  ['绿地2号社区', 'lvdi2hao'],
  ['  锦江 社区', 'jinjiang'],
])('the slug suggested for %s is %s', async (name, slug) => {
  expect(await suggestSlug(name)).toBe(slug);
});

test('a name of the site itself is not suggested, nor is one that gives no letters', async () => {
  expect(await suggestSlug('Console')).toBe('');
  expect(await suggestSlug('……')).toBe('');
});
