import { type Community, MODULES, readinessOf, STEPS } from '@linli/core/tenancy';
import { expect, test } from 'vitest';

const community = (modules: Community['modules']): Community => ({
  tenantId: 'tnt_1',
  slug: 'guihua',
  name: '桂花社区',
  modules,
  language: 'zh-CN',
  state: 'live',
  steps: STEPS.map((name) => ({ name, state: 'done' })),
  createdAt: '2019-05-10T02:00:00.000Z',
});

test('a community is asked for what its modules need, and for nothing of those it does not use', () => {
  const asked = (modules: Community['modules']) =>
    readinessOf(community(modules), {}).map(({ item }) => item);

  expect(asked([...MODULES])).toEqual([
    'contact',
    'courtyards',
    'residents',
    'volunteers',
    'catalogue',
    'courses',
    'committee',
  ]);
  expect(asked(['timebank'])).toEqual(['contact', 'volunteers', 'catalogue']);
  expect(asked(['partners'])).toEqual(['contact']);
});

test('a community is ready once everything that it is asked for is there', () => {
  const ready = readinessOf(
    { ...community(['courtyard']), contact: '服务大厅' },
    { courtyards: 1, residents: 2 },
  );

  expect(ready.every(({ done }) => done)).toBe(true);
});
