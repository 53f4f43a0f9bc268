import {
  type Actor,
  allows,
  courtyardsAsked,
  courtyardsFor,
  GIVEN_ROLES,
  type Grant,
  isWithin,
  may,
  PERMISSIONS,
  type Permission,
  ROLES,
  requireCourtyards,
  requirePermission,
  type Scope,
  VISITOR,
} from '@linli/core/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const TENANTS = ['tnt_a', 'tnt_b', '*'];
const COURTYARDS = ['cyd_1', 'cyd_2', 'cyd_3'];
const EVERY_PERMISSION = Object.keys(PERMISSIONS) as Permission[];

const grant: fc.Arbitrary<Grant> = fc.record(
  {
    role: fc.constantFrom(...GIVEN_ROLES),
    tenantId: fc.constantFrom(...TENANTS),
    courtyardIds: fc.subarray(COURTYARDS),
  },
  { requiredKeys: ['role', 'tenantId'] },
);
const grants = fc.array(grant, { maxLength: 6 });
const permission = fc.constantFrom(...EVERY_PERMISSION);

const personWith = (held: readonly Grant[]): Actor => ({
  kind: 'user',
  id: 'usr_1',
  name: '王芳',
  grants: held,
});
const scopeOf = (actor: Actor, tenantId = 'tnt_a') => ({ actor, tenantId }) as Scope;

test('no roles together reach a courtyard that none of them names', () => {
  fc.assert(
    fc.property(grants, permission, (held, asked) => {
      const reached = courtyardsFor(personWith(held), asked, 'tnt_a');
      if (reached === undefined || reached === 'all') return;
      const named = held
        .filter(({ role, tenantId }) => tenantId === 'tnt_a' && allows(role, asked))
        .flatMap(({ courtyardIds = [] }) => courtyardIds);
      expect(reached.filter((id) => !named.includes(id))).toEqual([]);
    }),
  );
});

test('nobody reaches a whole community but by a role that does, given there or in the district', () => {
  fc.assert(
    fc.property(grants, permission, (held, asked) => {
      // What is about a person themselves is kept to them by the operation.
      if (allows('visitor', asked) || asked.endsWith(':own')) return;
      const whole = held.some(
        ({ role, tenantId }) =>
          allows(role, asked) &&
          ((ROLES[role].reach === 'community' && tenantId === 'tnt_a') ||
            (ROLES[role].reach === 'district' && (tenantId === '*' || tenantId === 'tnt_a'))),
      );
      expect(courtyardsFor(personWith(held), asked, 'tnt_a') === 'all').toBe(whole);
    }),
  );
});

test('another role never takes anything away', () => {
  fc.assert(
    fc.property(grants, grant, permission, (held, another, asked) => {
      const before = courtyardsFor(personWith(held), asked, 'tnt_a');
      const after = courtyardsFor(personWith([...held, another]), asked, 'tnt_a');
      if (before === undefined) return;
      if (before === 'all') expect(after).toBe('all');
      else expect(before.every((id) => isWithin(after ?? [], id))).toBe(true);
    }),
  );
});

test('roles of another community open nothing here', () => {
  fc.assert(
    fc.property(grants, permission, (held, asked) => {
      const elsewhere = held.map((one) => ({ ...one, tenantId: 'tnt_b' }));
      expect(may(personWith(elsewhere), asked, 'tnt_a')).toBe(allows('visitor', asked));
    }),
  );
});

test('an operation that does not look at courtyards refuses whoever reaches some only', () => {
  const leader = personWith([{ role: 'groupLeader', tenantId: 'tnt_a', courtyardIds: ['cyd_1'] }]);

  expect(requireCourtyards(scopeOf(leader), 'governance:read')).toEqual(['cyd_1']);
  expect(() => requirePermission(scopeOf(leader), 'governance:read')).toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  );
  expect(() => requireCourtyards(scopeOf(leader), 'governance:write')).toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  );
  expect(() => requireCourtyards(scopeOf(VISITOR), 'governance:read')).toThrow(
    expect.objectContaining({ code: 'unauthenticated' }),
  );
});

test('a role that keeps to courtyards and names none reaches nothing', () => {
  const worker = personWith([{ role: 'gridWorker', tenantId: 'tnt_a' }]);

  expect(courtyardsFor(worker, 'courtyard:read', 'tnt_a')).toBeUndefined();
});

test('a list of a courtyard out of reach is a list of nothing', () => {
  expect(courtyardsAsked(['cyd_1', 'cyd_2'], undefined)).toEqual(['cyd_1', 'cyd_2']);
  expect(courtyardsAsked(['cyd_1', 'cyd_2'], 'cyd_2')).toEqual(['cyd_2']);
  expect(courtyardsAsked(['cyd_1', 'cyd_2'], 'cyd_3')).toEqual([]);
  expect(courtyardsAsked('all', 'cyd_3')).toEqual(['cyd_3']);
});

test('a role about the person themselves may do nothing but what everyone may, and what says that it is their own', () => {
  const own = GIVEN_ROLES.filter((role) => ROLES[role].reach === 'own');
  const others = own.flatMap((role) =>
    ROLES[role].may.filter((each) => !allows('visitor', each) && !each.endsWith(':own')),
  );

  expect(own.length).toBeGreaterThan(4);
  expect(others).toEqual([]);
});
