import type { LinliError, Scope } from '@linli/core/kernel';
import { projectTallies, verify } from '@linli/core/reporting';
import {
  captureHold,
  correctEntry,
  draftCard,
  draftPointsRule,
  draftVolunteer,
  getMemberAccount,
  getPointsEntry,
  getStatement,
  holdPoints,
  issuePoints,
  listPointsEntries,
  openingRule,
  postBatch,
  postServiceRecord,
  printPassbooks,
  releaseHold,
  releaseRunOutHolds,
  reverseEntry,
  reverseServiceRecord,
  transferPoints,
} from '@linli/core/timebank';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestCommunity, testCommunity } from '../support/community.ts';
import { createTestTable, type Engine, startEngine, type TestTable, tenantTable } from '../support/engine.ts';
import { readWholeStream } from '../support/stream.ts';

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;
const WANG = id('vol', 1);
const LI = id('vol', 2);
const ZHAO = id('vol', 3);
const ENTERPRISE = id('crd', 1);

let engine: Engine;
let table: TestTable;
const open: TestCommunity[] = [];
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(async () => {
  await Promise.all(open.map((community) => community.close()));
  await engine.stop();
});

/** A community of three volunteers and an enterprise's card with a hundred points on it, in a table of its own. */
async function book(): Promise<Scope> {
  table = await createTestTable(engine.endpoint);
  const community = await testCommunity(table, 'tnt_book');
  open.push(community);
  const { scope } = community;
  const by = { tenantId: scope.tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const volunteer = (n: number, name: string) =>
    draftVolunteer(
      { id: id('vol', n), personId: id('prs', n), volunteerNo: `DH000${n}`, name, partyMember: false },
      by,
    );
  const card = {
    id: ENTERPRISE,
    cardNo: 'E1',
    cardType: 'enterprise' as const,
    holder: '花园超市',
    accountId: id('acc', 9),
  };
  await scope.table.insertMany(
    [
      volunteer(1, '王芳'),
      volunteer(2, '李强'),
      volunteer(3, '赵敏'),
      draftCard(card, by),
      draftPointsRule(openingRule(scope.tenantId), by),
    ].map(({ insert }) => insert),
  );
  await issuePoints(scope, { key: 'first', to: ENTERPRISE, points: 100, reason: '超市赞助大米' });
  return scope;
}

const transfer = (scope: Scope, key: string, points: number, from = ENTERPRISE, to = WANG) =>
  transferPoints(scope, { key, from, to, points, reason: '慰问' });

const later = (scope: Scope, days: number): Scope => ({
  ...scope,
  now: new Date(Date.parse(scope.now) + days * 24 * 3600_000).toISOString(),
});

const points = async (scope: Scope, volunteerId: string) =>
  (await getMemberAccount(scope, volunteerId)).pointsBalance;
const onCard = async (scope: Scope) => (await getStatement(scope, ENTERPRISE)).account;

/** What the stream does, on whatever has been posted so far. */
async function settle({ tenantId }: Scope): Promise<void> {
  const { events } = await readWholeStream(engine.endpoint, table);
  const tableOf = () => tenantTable(table, tenantId);
  await projectTallies(tableOf, 'shard', events);
  await printPassbooks(tableOf, events);
}

describe('a transfer', () => {
  it('moves points from one account to the other, and names both', async () => {
    const scope = await book();

    const entry = await transfer(scope, 't1', 30);

    expect(entry).toMatchObject({ kind: 'transfer', on: '2019-05-10', reason: '慰问' });
    expect(entry.postings.map(({ name, amount }) => [name, amount])).toEqual([
      ['花园超市', -30],
      ['王芳', 30],
    ]);
    expect(await points(scope, WANG)).toBe(30);
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 70, lineCount: 2 });
    expect(await getPointsEntry(scope, entry.id)).toEqual({
      ...entry,
      recorded: { at: scope.now, by: scope.actor.name },
    });
  });

  it('is refused beyond the balance, by the write itself', async () => {
    const scope = await book();

    const outcomes = await Promise.allSettled([1, 2, 3].map((n) => transfer(scope, `t${n}`, 40)));

    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as LinliError] : []));
    expect(refused.map(({ reason }) => reason)).toEqual(['balanceTooLow']);
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 20 });
  });

  it('is answered with the same bytes under the same key for ever, also when it was taken back since', async () => {
    const scope = await book();
    const first = await transfer(scope, 'once', 30);
    await reverseEntry(scope, first.id, { reason: '转错了' });

    const again = await transfer(later(scope, 400), 'once', 30);

    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(await points(scope, WANG)).toBe(0);
    await expect(transfer(scope, 'once', 31)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'keyReused',
    });
  });

  it('to the account that it comes from is refused beside its field', async () => {
    const scope = await book();

    await expect(transfer(scope, 'self', 1, ENTERPRISE, ENTERPRISE)).rejects.toMatchObject({
      reason: 'sameAccount',
      field: 'to',
    });
  });

  it('is nobody’s own doing: whose points they are, or become, lets another enter it', async () => {
    const scope = await book();
    const wang = { ...scope, actor: { ...scope.actor, personId: id('prs', 1) } };

    await expect(transfer(wang, 'own', 5)).rejects.toMatchObject({ reason: 'ownMatter' });
    await expect(transfer(wang, 'own', 5, WANG, LI)).rejects.toMatchObject({ reason: 'ownMatter' });
  });
});

describe('a hold', () => {
  it('puts points aside that nothing else can spend, and hands them over once', async () => {
    const scope = await book();
    const hold = await holdPoints(scope, { key: 'h', from: ENTERPRISE, points: 80, reason: '预订电影票' });
    await expect(transfer(scope, 'too much', 30)).rejects.toMatchObject({ reason: 'balanceTooLow' });

    const captured = await captureHold(scope, hold.id, { key: 'c', to: LI, points: 50 });

    expect(captured).toMatchObject({ kind: 'capture', closes: hold.id, reason: '预订电影票' });
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 50, pointsHeld: 0 });
    expect(await points(scope, LI)).toBe(50);
    for (const again of [
      () => captureHold(scope, hold.id, { key: 'c2', to: WANG }),
      () => releaseHold(scope, hold.id, { key: 'r' }),
    ])
      await expect(again()).rejects.toMatchObject({ reason: 'holdClosed' });
    expect(await captureHold(scope, hold.id, { key: 'c', to: LI, points: 50 })).toEqual(captured);
  });

  it('cannot be captured for more than it holds, and nothing else can be captured', async () => {
    const scope = await book();
    const hold = await holdPoints(scope, { key: 'h', from: ENTERPRISE, points: 10, reason: '预订' });
    const other = await transfer(scope, 't', 10);

    await expect(captureHold(scope, hold.id, { key: 'c', to: LI, points: 11 })).rejects.toMatchObject({
      field: 'points',
      reason: 'fieldTooBig',
    });
    await expect(captureHold(scope, other.id, { key: 'c', to: LI })).rejects.toMatchObject({
      reason: 'notAHold',
    });
  });

  it('that has run out cannot be captured, and is released by the job, once, however often that runs', async () => {
    const scope = await book();
    const hold = await holdPoints(scope, { key: 'h', from: ENTERPRISE, points: 80, reason: '预订', days: 3 });
    const taken = await holdPoints(scope, {
      key: 'h2',
      from: ENTERPRISE,
      points: 20,
      reason: '预订',
      days: 3,
    });
    await captureHold(scope, taken.id, { key: 'c2', to: LI });
    expect(await releaseRunOutHolds(later(scope, 2))).toBe(0);

    const after = later(scope, 4);
    await expect(captureHold(after, hold.id, { key: 'c', to: LI })).rejects.toMatchObject({
      reason: 'holdClosed',
    });
    const released = await Promise.all([releaseRunOutHolds(after), releaseRunOutHolds(after)]);

    expect(Math.max(...released)).toBe(1);
    expect(await releaseRunOutHolds(after)).toBe(0);
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 80, pointsHeld: 0 });
  });

  it('that was handed over by mistake goes back whole to whom it came from', async () => {
    const scope = await book();
    const hold = await holdPoints(scope, { key: 'h', from: ENTERPRISE, points: 30, reason: '预订' });
    const captured = await captureHold(scope, hold.id, { key: 'c', to: LI, points: 20 });

    const reversal = await reverseEntry(scope, captured.id, { reason: '没有领到' });

    expect(reversal.postings.map(({ name, amount }) => [name, amount])).toEqual([
      ['花园超市', 20],
      ['李强', -20],
    ]);
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 100, pointsHeld: 0 });
    expect(await points(scope, LI)).toBe(0);
  });
});

describe('a batch', () => {
  const shares = [
    { holder: WANG, points: 10 },
    { holder: LI, points: 20 },
  ];

  it('gives from one to many, and collects from many for one, all or none', async () => {
    const scope = await book();

    await postBatch(scope, {
      key: 'b1',
      direction: 'toMany',
      holder: ENTERPRISE,
      shares,
      reason: '春节慰问',
    });
    expect([await points(scope, WANG), await points(scope, LI)]).toEqual([10, 20]);
    await postBatch(scope, {
      key: 'b2',
      direction: 'fromMany',
      holder: ZHAO,
      shares: [{ holder: WANG, points: 5 }],
      reason: '帮邻居',
    });
    expect([await points(scope, WANG), await points(scope, ZHAO)]).toEqual([5, 5]);
    const beyond = { direction: 'fromMany' as const, holder: ZHAO, shares, reason: '帮邻居' };
    await expect(postBatch(scope, { key: 'b3', ...beyond })).rejects.toMatchObject({
      reason: 'balanceTooLow',
    });
    expect([await points(scope, WANG), await points(scope, LI), await points(scope, ZHAO)]).toEqual([
      5, 20, 5,
    ]);
  });

  it('names the row of an account that is there twice', async () => {
    const scope = await book();
    const twice = [...shares, { holder: WANG, points: 1 }];

    await expect(
      postBatch(scope, { key: 'b', direction: 'toMany', holder: ENTERPRISE, shares: twice, reason: '慰问' }),
    ).rejects.toMatchObject({ reason: 'accountTwice', field: 'shares.2.holder' });
  });

  it('of as many as a commit holds goes through', async () => {
    const scope = await book();
    const by = {
      tenantId: scope.tenantId,
      importId: 'imp_2',
      source: 's',
      row: 1,
      now: scope.now,
      by: 'test',
    };
    const many = Array.from({ length: 98 }, (_, i) => 100 + i);
    await scope.table.insertMany(
      many.map(
        (n) =>
          draftVolunteer(
            {
              id: id('vol', n),
              personId: id('prs', n),
              volunteerNo: `DH${n}`,
              name: `志愿者${n}`,
              partyMember: false,
            },
            by,
          ).insert,
      ),
    );
    const all = many.map((n) => ({ holder: id('vol', n), points: 1 }));

    await postBatch(scope, {
      key: 'b',
      direction: 'toMany',
      holder: ENTERPRISE,
      shares: all,
      reason: '慰问',
    });

    expect(await onCard(scope)).toMatchObject({ pointsBalance: 2 });
  });
});

describe('a reversal', () => {
  it('takes an entry back once, and says so of the entry', async () => {
    const scope = await book();
    const entry = await transfer(scope, 't', 30);

    const outcomes = await Promise.allSettled([
      reverseEntry(scope, entry.id, { reason: '转错了' }),
      reverseEntry(scope, entry.id, { reason: '转错了人' }),
      reverseEntry(scope, entry.id, { reason: '不该转' }),
    ]);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'conflict', reason: 'alreadyReversed' });
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 100 });
    const { reversedBy = '' } = await getPointsEntry(scope, entry.id);
    expect(await getPointsEntry(scope, reversedBy)).toMatchObject({ kind: 'reversal', reverses: entry.id });
    await expect(reverseEntry(scope, reversedBy, { reason: '再来' })).rejects.toMatchObject({
      reason: 'notReversible',
    });
  });

  it('is refused when what was given has been spent', async () => {
    const scope = await book();
    const entry = await transfer(scope, 't', 30);
    await transfer(scope, 't2', 20, WANG, LI);

    await expect(reverseEntry(scope, entry.id, { reason: '转错了' })).rejects.toMatchObject({
      reason: 'balanceTooLow',
    });
  });
});

describe('a correction', () => {
  it('takes a transfer back and posts the right one, linked, in one commit', async () => {
    const scope = await book();
    const wrong = await transfer(scope, 't', 30);
    const right = { key: 'right', from: ENTERPRISE, to: LI, points: 20, reason: '慰问', because: '写错了人' };

    const corrected = await correctEntry(scope, wrong.id, right);

    expect(corrected).toMatchObject({ kind: 'transfer', corrects: wrong.id });
    expect([await points(scope, WANG), await points(scope, LI)]).toEqual([0, 20]);
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 80 });
    expect(await correctEntry(scope, wrong.id, right)).toEqual(corrected);
    await expect(correctEntry(scope, wrong.id, { ...right, key: 'other' })).rejects.toMatchObject({
      reason: 'alreadyReversed',
    });
    await expect(reverseEntry(scope, wrong.id, { reason: '再来一次' })).rejects.toMatchObject({
      reason: 'alreadyReversed',
    });
  });

  it('is all or nothing: when the right one cannot be, the wrong one stands', async () => {
    const scope = await book();
    const wrong = await transfer(scope, 't', 30);

    await expect(
      correctEntry(scope, wrong.id, {
        key: 'r',
        from: LI,
        to: ZHAO,
        points: 5,
        reason: '慰问',
        because: '写错了人',
      }),
    ).rejects.toMatchObject({ reason: 'balanceTooLow' });

    expect(await points(scope, WANG)).toBe(30);
    expect(await getPointsEntry(scope, wrong.id)).not.toHaveProperty('reversedBy');
  });
});

describe('a passbook', () => {
  it('has every movement of both books in the order in which they came, with what there was after each', async () => {
    const scope = await book();
    const service = {
      volunteerId: WANG,
      servedOn: '2019-04-12',
      item: '理发',
      category: '便民',
      durationMinutes: 90,
    };
    const record = await postServiceRecord(scope, { ...service, key: 's' });
    await transfer(scope, 't', 30);
    const hold = await holdPoints(scope, { key: 'h', from: WANG, points: 40, reason: '预订大米' });
    await releaseHold(scope, hold.id, { key: 'r' });
    await reverseServiceRecord(scope, record.id, { reason: '记错了人' });
    expect(await getStatement(scope, WANG)).toMatchObject({ items: [], unprinted: 5 });

    await settle(scope);
    const { items: lines, account, unprinted } = await getStatement(scope, WANG);

    expect(unprinted).toBe(0);
    expect(account).toMatchObject({ pointsBalance: 30, pointsHeld: 0, minutesServed: 0, lineCount: 5 });
    expect(
      lines.map(({ line, kind, points, pointsAfter, heldAfter, minutesAfter, reason, other }) => [
        ...[line, kind, points, pointsAfter, heldAfter, minutesAfter, reason, other],
      ]),
    ).toEqual([
      [5, 'reversal', -15, 30, 0, 0, '记错了人', undefined],
      [4, 'release', 40, 45, 0, 90, '预订大米', undefined],
      [3, 'hold', -40, 5, 40, 90, '预订大米', undefined],
      [2, 'transfer', 30, 45, 0, 90, '慰问', '花园超市'],
      [1, 'service', 15, 15, 0, 90, '理发', undefined],
    ]);
    expect(lines.at(-1)?.sourceId).toBe(record.id);
    expect((await verify(scope)).matches).toBe(true);
  });

  it('comes in pages, and the same however the stream repeats itself', async () => {
    const scope = await book();
    for (let n = 0; n < 7; n++) await transfer(scope, `t${n}`, 1);
    await settle(scope);
    await settle(scope);

    const first = await getStatement(scope, WANG, { limit: 4 });
    const second = await getStatement(scope, WANG, { limit: 4, cursor: first.next as string });

    expect([...first.items, ...second.items].map(({ line }) => line)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(second.next).toBeUndefined();
  });

  it('of somebody else’s community is not to be found', async () => {
    const scope = await book();
    const elsewhere = { ...scope, tenantId: 'tnt_other', table: tenantTable(table, 'tnt_other') };

    await expect(getStatement(elsewhere, WANG)).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('the journal lists every entry, the newest day first', async () => {
  const scope = await book();
  await transfer(later(scope, 1), 't', 30);

  const { items } = await listPointsEntries(scope, {});

  expect(items.map(({ kind, on }) => [kind, on])).toEqual([
    ['transfer', '2019-05-11'],
    ['issue', '2019-05-10'],
  ]);
  expect((await listPointsEntries(scope, { until: '2019-05-10' })).items).toHaveLength(1);
});
