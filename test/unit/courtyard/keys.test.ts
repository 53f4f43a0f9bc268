import { draftCourtyard, draftHousehold, draftPerson, type Person } from '@linli/core/courtyard';
import { expect, test } from 'vitest';

const at = {
  tenantId: 'tnt_1',
  importId: 'imp_1',
  source: 's',
  row: 1,
  now: '2026-01-01T00:00:00.000Z',
  by: 'x',
};
const person: Person = { id: 'prs_1', name: '王芳', retired: false };

const keysOf = (draft: { insert: { params(options: object): unknown } }) => {
  const { Item } = draft.insert.params({ table: 't' }) as { Item: Record<string, unknown> };
  return Object.fromEntries(Object.entries(Item).filter(([name]) => /^(pk|sk|gsi)/.test(name)));
};

// Keys are storage format: a failing test here means that what is stored would no longer be found.
test('a courtyard is found by id and in the order of its position', () => {
  expect(
    keysOf(
      draftCourtyard({ id: 'cyd_1', name: '东环苑', position: 2, hasBranch: true, hasStation: false }, at),
    ),
  ).toEqual({ pk: 'T#tnt_1#courtyard', sk: 'cyd_1', gsi1pk: 'T#tnt_1#courtyard', gsi1sk: '000002#cyd_1' });
});

test('a household is found by id and by courtyard and number', () => {
  expect(keysOf(draftHousehold({ id: 'hsh_1', courtyardId: 'cyd_1', householdNo: '7' }, at))).toEqual({
    pk: 'T#tnt_1#household',
    sk: 'hsh_1',
    gsi1pk: 'T#tnt_1#household',
    gsi1sk: 'cyd_1#000007#hsh_1',
  });
});

test('a person is found by id, by name, and by courtyard and household', () => {
  expect(keysOf(draftPerson({ ...person, courtyardId: 'cyd_1', householdId: 'hsh_1' }, at))).toEqual({
    pk: 'T#tnt_1#person',
    sk: 'prs_1',
    gsi1pk: 'T#tnt_1#person',
    gsi1sk: '王芳#prs_1',
    gsi2pk: 'T#tnt_1#person#cyd_1',
    gsi2sk: 'hsh_1#prs_1',
  });
});

test('a person of no courtyard is listed among those of none', () => {
  expect(keysOf(draftPerson(person, at))).toMatchObject({
    gsi2pk: 'T#tnt_1#person#none',
    gsi2sk: 'none#prs_1',
  });
});
