import { LinliError, type Scope } from '@linli/core/kernel';
import { verify } from '@linli/core/reporting';
import { write } from '@linli/core/table';
import {
  addPointsRule,
  draftCard,
  draftPointsRule,
  draftVolunteer,
  getMemberAccount,
  holdPoints,
  issuePoints,
  listPointsRules,
  memberAccountId,
  openingRule,
  type PointsRuleInput,
  postBatch,
  postServiceRecord,
  previewPointsRule,
  promisedThisYear,
  reverseEntry,
  reverseServiceRecord,
  transferPoints,
  withdrawPointsRule,
} from '@linli/core/timebank';
import { expect, test } from 'vitest';
import { Quotas } from '../../packages/core/src/timebank/rules/entities.ts';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('rules');

const WANG = 'vol_00000000000000000000000001';
const LI = 'vol_00000000000000000000000002';
const CARD = 'crd_00000000000000000000000001';
/** The communities of tests stand still on this day. */
const TODAY = '2019-05-10';

/** A community with two volunteers, an enterprise's card and the opening rule. */
async function timeBank(): Promise<Scope> {
  const { scope } = await aCommunity();
  const { tenantId } = scope;
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const volunteer = (id: string, name: string) =>
    draftVolunteer({ id, personId: `prs_${name}`, volunteerNo: id.slice(-3), name, partyMember: false }, by);
  const card = { id: CARD, cardNo: 'E1', cardType: 'enterprise' as const, holder: '花园超市' };
  await scope.table.insertMany([
    volunteer(WANG, '王芳').insert,
    volunteer(LI, '李娟').insert,
    draftCard({ ...card, accountId: memberAccountId(tenantId, CARD) }, by).insert,
    draftPointsRule(openingRule(tenantId), by).insert,
  ]);
  return scope;
}

let keys = 0;
const newKey = () => `rule-key-${++keys}`;

const set = (scope: Scope, terms: Partial<PointsRuleInput> = {}) =>
  addPointsRule(scope, { from: TODAY, pointsPerHour: 10, ...terms, key: newKey() });

const serve = (scope: Scope, durationMinutes: number, servedOn = TODAY) =>
  postServiceRecord(scope, {
    ...{ volunteerId: WANG, servedOn, item: '理发', category: '便民', durationMinutes },
    key: newKey(),
  });

const later = (scope: Scope, now: string): Scope => ({ ...scope, now });

test('a rule from today on is what a service of today earns by; what was posted before keeps its own', async () => {
  const scope = await timeBank();
  const before = await serve(scope, 60);

  const rule = await set(scope, { pointsPerHour: 12 });
  const after = await serve(scope, 60);

  expect([before.points, after.points]).toEqual([10, 12]);
  expect(after.ruleId).toBe(rule.id);
  expect((await listPointsRules(scope)).map(({ state }) => state)).toEqual(['past', 'inForce']);
  const ofYesterday = await serve(scope, 60, '2019-05-09');
  expect([ofYesterday.points, ofYesterday.ruleId]).toEqual([10, before.ruleId]);
});

test('a rule that began yesterday is not set, and the field is named', async () => {
  const scope = await timeBank();

  await expect(set(scope, { from: '2019-05-09' })).rejects.toMatchObject({
    ...{ code: 'invalid', reason: 'ruleBeforeToday', field: 'from' },
  });
});

test('a multiplier without a day, a weekday or a category is refused beside its row', async () => {
  const scope = await timeBank();

  await expect(set(scope, { multipliers: [{ name: '加倍', percent: 200 }] })).rejects.toMatchObject({
    ...{ reason: 'multiplierAlways', field: 'multipliers.0.name' },
  });
});

test('of two rules for one day set at once one is there, and the other is told', async () => {
  const scope = await timeBank();

  const outcomes = await Promise.allSettled([
    set(scope, { from: '2019-06-01', pointsPerHour: 12 }),
    set(scope, { from: '2019-06-01', pointsPerHour: 15 }),
  ]);

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'conflict', reason: 'ruleDateTaken', field: 'from' },
  });
});

test('the same key again answers with the same rule, a month later and after it was withdrawn', async () => {
  const scope = await timeBank();
  const asked = { from: '2019-06-01', pointsPerHour: 12, key: newKey() };
  const rule = await addPointsRule(scope, asked);

  const again = await Promise.all([addPointsRule(scope, asked), addPointsRule(scope, asked)]);
  await withdrawPointsRule(scope, rule.id);
  const late = await addPointsRule(later(scope, '2019-07-10T02:00:00.000Z'), asked);

  expect([...again, late]).toEqual([rule, rule, rule]);
  expect((await listPointsRules(scope)).map(({ state }) => state)).toEqual(['inForce', 'withdrawn']);
});

test('a rule that has not begun is withdrawn, once, and its day is free for another', async () => {
  const scope = await timeBank();
  const wrong = await set(scope, { from: '2019-06-01', pointsPerHour: 100 });

  const withdrawn = await Promise.all([
    withdrawPointsRule(scope, wrong.id),
    withdrawPointsRule(scope, wrong.id),
  ]);
  const right = await set(scope, { from: '2019-06-01', pointsPerHour: 11 });

  expect(withdrawn[0]).toEqual(withdrawn[1]);
  expect(right.id).not.toBe(wrong.id);
  const inJune = later(scope, '2019-06-02T02:00:00.000Z');
  expect((await serve(inJune, 60, '2019-06-02')).points).toBe(11);
});

test('a rule that has begun is not withdrawn', async () => {
  const scope = await timeBank();
  const rule = await set(scope);

  await expect(withdrawPointsRule(scope, rule.id)).rejects.toMatchObject({ reason: 'ruleBegun' });
  await expect(withdrawPointsRule(scope, openingRule(scope.tenantId).id)).rejects.toMatchObject({
    reason: 'ruleBegun',
  });
});

test('a rule of another community is not to be found in this one', async () => {
  const [here, there] = [await timeBank(), await timeBank()];
  const rule = await set(there, { from: '2019-06-01' });

  await expect(withdrawPointsRule(here, rule.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('a cap of the day keeps points back and never hours, and says how many', async () => {
  const scope = await timeBank();
  await set(scope, { dailyCap: 25 });

  const records = [await serve(scope, 120), await serve(scope, 60), await serve(scope, 60)];

  expect(records.map(({ points, pointsWithheld }) => [points, pointsWithheld])).toEqual([
    [20, undefined],
    [5, 5],
    [0, 10],
  ]);
  expect(await getMemberAccount(scope, WANG)).toMatchObject({ pointsBalance: 25, minutesServed: 240 });
  const tomorrow = later(scope, '2019-05-11T02:00:00.000Z');
  expect((await serve(tomorrow, 60, '2019-05-11')).points).toBe(10);
});

test('eight desks at once give no more than the cap of the year', async () => {
  const scope = await timeBank();
  await set(scope, { dailyCap: 60, yearlyCap: 45 });

  const records = await Promise.all(Array.from({ length: 8 }, () => serve(scope, 60)));

  expect(records.reduce((sum, { points }) => sum + points, 0)).toBe(45);
  expect(await getMemberAccount(scope, WANG)).toMatchObject({ pointsBalance: 45, minutesServed: 480 });
});

test('the same service sent again under a cap is posted once, with the same bytes', async () => {
  const scope = await timeBank();
  await set(scope, { dailyCap: 15 });
  const asked = { volunteerId: WANG, servedOn: TODAY, item: '理发', category: '便民', key: newKey() };
  await serve(scope, 60);

  const first = await postServiceRecord(scope, { ...asked, durationMinutes: 60 });
  const again = await postServiceRecord(scope, { ...asked, durationMinutes: 60 });

  expect(again).toEqual(first);
  expect(first).toMatchObject({ points: 5, pointsWithheld: 5 });
});

test('a record that is taken back leaves its room under the cap to others', async () => {
  const scope = await timeBank();
  await set(scope, { dailyCap: 20, yearlyCap: 500 });
  const wrong = await serve(scope, 120);
  expect((await serve(scope, 60)).points).toBe(0);

  await reverseServiceRecord(scope, wrong.id, { reason: '记错了人' });

  expect((await serve(scope, 60)).points).toBe(10);
  expect(await getMemberAccount(scope, WANG)).toMatchObject({ pointsBalance: 10, minutesServed: 120 });
});

test('what a person passes on is limited at once and in a day, and what was done before is answered as it was', async () => {
  const scope = await timeBank();
  await issuePoints(scope, { to: WANG, points: 500, reason: '赞助', key: newKey() });
  const transfer = (points: number, key = newKey()) =>
    transferPoints(scope, { from: WANG, to: LI, points, reason: '慰问', key });
  const early = newKey();
  const done = await transfer(100, early);
  await set(scope, { transferMost: 50, transferDailyMost: 80 });

  expect(await transfer(100, early)).toEqual(done);
  await expect(transfer(51)).rejects.toMatchObject({ reason: 'transferTooMuch', field: 'points' });
  const outcomes = await Promise.allSettled([transfer(30), transfer(30), transfer(30)]);

  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'limit_exceeded', reason: 'transferDayFull', field: 'points' },
  });
  expect(await getMemberAccount(scope, LI)).toMatchObject({ pointsBalance: 160 });
});

test('a collection from many counts towards the day of each who gives', async () => {
  const scope = await timeBank();
  await issuePoints(scope, { to: WANG, points: 100, reason: '赞助', key: newKey() });
  await set(scope, { transferDailyMost: 20 });
  const collect = (points: number) =>
    postBatch(scope, {
      ...{ direction: 'fromMany' as const, holder: LI, shares: [{ holder: WANG, points }], reason: '互助' },
      key: newKey(),
    });
  await collect(15);

  await expect(collect(6)).rejects.toMatchObject({
    ...{ reason: 'transferDayFull', field: 'shares.0.points' },
  });
});

test('a card that may only make gifts makes gifts only, and what members alone can spend it does not put aside', async () => {
  const scope = await timeBank();
  await issuePoints(scope, { to: CARD, points: 100, reason: '赞助', key: newKey() });
  await set(scope, { cardsMay: ['gift'], spenders: ['member'], transferMost: 5 });
  const give = (kind: 'transfer' | 'gift') =>
    transferPoints(scope, { kind, from: CARD, to: LI, points: 50, reason: '慰问', key: newKey() });

  await expect(give('transfer')).rejects.toMatchObject({ reason: 'cardMayNotGive', field: 'kind' });
  expect(await give('gift')).toMatchObject({ kind: 'gift' });
  await expect(
    holdPoints(scope, { from: CARD, points: 1, reason: '预订', key: newKey() }),
  ).rejects.toMatchObject({ reason: 'mayNotSpend', field: 'from' });
});

test('grants stop at what is promised for the year, however many ask at once; one that is taken back is free again', async () => {
  const scope = await timeBank();
  await set(scope, { grantMost: 100 });
  const grant = (points: number) => issuePoints(scope, { to: WANG, points, reason: '赞助', key: newKey() });

  const outcomes = await Promise.allSettled([grant(60), grant(60)]);

  const [granted] = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'limit_exceeded', reason: 'grantBeyondPromise', field: 'points' },
  });
  expect(await promisedThisYear(scope)).toEqual({ most: 100, given: 60 });
  await reverseEntry(scope, granted?.id ?? '', { reason: '记错了' });
  expect(await promisedThisYear(scope)).toEqual({ most: 100, given: 0 });
  await grant(100);
});

test('what is used of every cap is recounted from what was counted towards it', async () => {
  const scope = await timeBank();
  await set(scope, { dailyCap: 25, yearlyCap: 500, transferDailyMost: 80, grantMost: 1000 });
  const wrong = await serve(scope, 60);
  await serve(scope, 120);
  await reverseServiceRecord(scope, wrong.id, { reason: '记错了人' });
  const granted = await issuePoints(scope, { to: WANG, points: 200, reason: '赞助', key: newKey() });
  await issuePoints(scope, { to: LI, points: 50, reason: '赞助', key: newKey() });
  await transferPoints(scope, { from: LI, to: WANG, points: 30, reason: '慰问', key: newKey() });
  await reverseEntry(scope, granted.id, { reason: '发错了' });

  const agreed = await verify(scope);
  const drifted = Quotas.patch({ tenantId: scope.tenantId, id: 'issuance.given.2019' }).add({ points: 7 });
  await scope.table.commit([write(drifted, new LinliError('conflict', 'alreadyChanged'))]);

  expect(agreed.balances).toEqual([]);
  expect((await verify(scope)).balances).toEqual([
    {
      ...{ accountId: 'issuance.given.2019', balance: 'quotaUsed' },
      ...{ stored: 57, recount: 50, matches: false },
    },
  ]);
});

test('a preview reckons with what was earned in the year before the month', async () => {
  const scope = await timeBank();
  for (const [minutes, day] of [
    [120, '2019-03-10'],
    [120, '2019-04-10'],
    [60, '2019-04-20'],
  ] as const)
    await serve(scope, minutes, day);
  const rule = { from: TODAY, pointsPerHour: 10, yearlyCap: 45 };

  const whole = await previewPointsRule(scope, { rule, month: '2019-04' });
  const half = await previewPointsRule(scope, { rule, month: '2019-04', fromDay: '2019-04-15' });

  expect(whole).toMatchObject({ capped: 1, categories: [{ pointsPosted: 30, pointsByRule: 25 }] });
  expect(half).toMatchObject({ capped: 1, categories: [{ pointsPosted: 10, pointsByRule: 5 }] });
});
