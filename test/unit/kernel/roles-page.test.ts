import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rolesPage } from '../../../scripts/roles-page.ts';

test('the page of roles says what the table of roles says: after a change of the table, `npm run roles`', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/roles.md'), 'utf8');

  expect(page).toBe(rolesPage());
});
