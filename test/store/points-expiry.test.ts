import type { Scope } from '@linli/core/kernel';
import { projectTallies, verify } from '@linli/core/reporting';
import {
  addPointsRule,
  draftPointsRule,
  draftVolunteer,
  expirePoints,
  getStatement,
  issuePoints,
  openingRule,
  printPassbooks,
  reverseEntry,
  transferPoints,
} from '@linli/core/timebank';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testCommunity } from '../support/community.ts';
import { createTestTable, type Engine, startEngine, type TestTable, tenantTable } from '../support/engine.ts';
import { readWholeStream } from '../support/stream.ts';

const WANG = `vol_${'0'.repeat(25)}1`;
const LI = `vol_${'0'.repeat(25)}2`;

let engine: Engine;
let table: TestTable;
let scope: Scope;

const at = (day: string): Scope => ({ ...scope, now: `${day}T04:00:00.000Z` });

beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
  ({ scope } = await testCommunity(table, 'tnt_expiry'));
  const { tenantId } = scope;
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const volunteer = (id: string, name: string) =>
    draftVolunteer({ id, personId: `prs_${name}`, volunteerNo: id.slice(-3), name, partyMember: false }, by);
  await scope.table.insertMany([
    volunteer(WANG, '王芳').insert,
    volunteer(LI, '李娟').insert,
    draftPointsRule(openingRule(tenantId), by).insert,
  ]);
});
afterAll(() => engine.stop());

/** What the stream does, on whatever has been posted so far. */
async function settle(): Promise<void> {
  const { events } = await readWholeStream(engine.endpoint, table);
  const tableOf = () => tenantTable(table, scope.tenantId);
  await projectTallies(tableOf, 'shard', events);
  await printPassbooks(tableOf, events);
}

const heldOn = async (day: string, id = WANG) => (await getStatement(at(day), id)).account;

test('points run out once, the oldest of them only, with notice ahead, and the books agree', async () => {
  const issue = (key: string, day: string, points: number) =>
    issuePoints(at(day), { key, to: WANG, points, reason: '赞助' });
  await addPointsRule(scope, {
    from: '2019-06-01',
    pointsPerHour: 10,
    expiresAfterMonths: 12,
    key: 'lasting',
  });
  await issue('of-2019', '2019-07-01', 100);
  await issue('of-2020', '2020-03-01', 50);
  await transferPoints(at('2020-04-01'), {
    ...{ key: 'spent', from: WANG, to: LI, points: 30, reason: '请李娟帮忙' },
  });

  // The stream has printed nothing yet: nobody is told and nothing is taken on half of what is known.
  await expirePoints(at('2020-10-05'));
  expect((await heldOn('2020-10-05')).expiring).toBeUndefined();
  await settle();
  await expirePoints(at('2020-10-05'));
  expect((await heldOn('2020-10-05')).expiring).toEqual({ on: '2020-12-31', points: 70 });
  expect((await heldOn('2020-10-05', LI)).expiring).toBeUndefined();

  expect(await expirePoints(at('2020-12-31'))).toBe(0);
  const rounds = await Promise.all([expirePoints(at('2021-01-01')), expirePoints(at('2021-01-01'))]);
  await settle();
  await expirePoints(at('2021-01-02'));

  expect(rounds.some((expired) => expired > 0)).toBe(true);
  expect(await heldOn('2021-01-02')).toMatchObject({ pointsBalance: 50, expiring: undefined });
  expect(await heldOn('2021-01-02', LI)).toMatchObject({ pointsBalance: 30 });
  await settle();
  const { items } = await getStatement(at('2021-01-02'), WANG);
  expect(items[0]).toMatchObject({ kind: 'expiry', points: -70, pointsAfter: 50 });
  expect(await verify(scope)).toMatchObject({ matches: true });
});

test('what ran out by mistake is taken back like anything else, and does not run out again that year', async () => {
  const { items } = await getStatement(at('2021-01-03'), WANG);
  await reverseEntry(at('2021-01-03'), items[0]?.sourceId ?? '', { reason: '住院期间没有办理' });
  await settle();

  expect(await expirePoints(at('2021-01-04'))).toBe(0);
  expect(await heldOn('2021-01-04')).toMatchObject({ pointsBalance: 120 });
});
