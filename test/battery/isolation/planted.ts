import type { PlantedBug } from '../battery.ts';

export const PLANTED: readonly PlantedBug[] = [
  {
    name: 'a guard that checks whether the prefix stands somewhere, not whether the key begins with it',
    file: 'packages/core/src/table/guard.ts',
    find: '!partition.startsWith(prefix)',
    plant: '!partition.includes(prefix)',
  },
  {
    name: 'a public view that holds everything',
    file: 'packages/core/src/table/guard.ts',
    find: 'if (collections !== undefined && !collections.includes(',
    plant: 'if (collections?.length === 0 && !collections.includes(',
  },
  {
    name: 'a cursor not bound to its list',
    file: 'packages/core/src/table/cursor.ts',
    find: 'mark !== markOf(asking) || ',
    plant: '',
  },
  {
    name: 'a token compared case-insensitively',
    file: 'packages/core/src/identity/session.ts',
    find: ".update(token).digest('base64url')",
    plant: ".update(token.toLowerCase()).digest('base64url')",
  },
  {
    name: 'an import whose id is made without its community',
    file: 'packages/core/src/importing/operations.ts',
    find: "idFrom('import', scope.tenantId, input.key)",
    plant: "idFrom('import', '', input.key)",
  },
  {
    name: "an answer that tells another community's member from nobody",
    file: 'packages/core/src/identity/listed-operations.ts',
    find: "  if (here !== '*' && (await membersAmong(scope, [userId])).length === 0) throw notFound('member');\n",
    plant: '',
  },
  {
    name: "a public list that shows a unit's contact",
    file: 'packages/core/src/partners/operations.ts',
    find: 'Unit.omit({ contact: true, phone: true })',
    plant: 'Unit.omit({ phone: true })',
  },
  {
    name: "a community's session that is good for the address of another",
    file: 'packages/core/src/kernel/permission.ts',
    find: "ROLES[role].reach === 'district' : tenantId === where;",
    plant: "ROLES[role].reach === 'district' : where.startsWith(tenantId);",
  },
];
