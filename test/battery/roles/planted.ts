import type { PlantedBug } from '../battery.ts';

export const PLANTED: readonly PlantedBug[] = [
  {
    name: 'a route without its permission',
    file: 'functions/src/api/routes/timebank.ts',
    find: `describe("A volunteer's account", Account),
    permit('timebank:read', 'courtyards'),`,
    plant: `describe("A volunteer's account", Account),`,
  },
  {
    name: 'a route that declares less than its operation asks for',
    file: 'functions/src/api/routes/importing.ts',
    find: `describe('Write the rows, or resume writing them', ImportDetail, 202),
    permit('importing:write'),`,
    plant: `describe('Write the rows, or resume writing them', ImportDetail, 202),
    permit('importing:read'),`,
  },
  {
    name: 'a role that also counts in a community whose id begins like its own',
    file: 'packages/core/src/kernel/permission.ts',
    find: `ROLES[role].reach === 'district' : tenantId === where;`,
    plant: `ROLES[role].reach === 'district' : where.startsWith(tenantId);`,
  },
  {
    name: 'a role of some courtyards that counts in all of them',
    file: 'packages/core/src/kernel/permission.ts',
    find: `if (ROLES[grant.role].reach !== 'courtyards') return 'all';`,
    plant: `if (grant.role.length > 0) return 'all';`,
  },
  {
    name: 'a session that survives the loss of its rights',
    file: 'packages/core/src/identity/member-operations.ts',
    find: `        ...membershipWrites(scope, user, before, after),
        ...openSessionsOf(user).map((open) => closing(scope, open)),
`,
    plant: `        ...membershipWrites(scope, user, before, after),
`,
  },
];
