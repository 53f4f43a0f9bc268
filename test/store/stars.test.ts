import { draftPerson } from '@linli/core/courtyard';
import type { Actor, Scope } from '@linli/core/kernel';
import {
  draftPointsRule,
  draftVolunteer,
  findStarCandidates,
  getMemberAccount,
  getOwnTimeBank,
  getStarRound,
  grantStars,
  listServiceRecords,
  listStarCandidates,
  lodgeObjection,
  lodgeOwnObjection,
  openingRule,
  openStarRound,
  postServiceRecord,
  publicRecognition,
  recordNaming,
  reverseServiceRecord,
  sayOwnNaming,
  searchStarCandidates,
  settleObjection,
} from '@linli/core/timebank';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Accounts } from '../../packages/core/src/timebank/entities.ts';
import { testCommunity } from '../support/community.ts';
import { createTestTable, type Engine, startEngine, type TestTable, tenantTable } from '../support/engine.ts';
import { readWholeStream } from '../support/stream.ts';

/** A Friday: three working days end on Wednesday. */
const OPENED = '2019-05-10T02:00:00.000Z';
const LAST_DAY = '2019-05-15T15:00:00.000Z';
const DAY_AFTER = '2019-05-15T17:00:00.000Z';

let engine: Engine;
let table: TestTable;
let count = 0;
beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
});
afterAll(() => engine.stop());

const WANG = 'vol_wang';
const LI = 'vol_li';

/** 王小芳 has served a hundred hours, 李桂兰 three hundred; 周强 fifty. */
async function timeBank(): Promise<Scope> {
  const { scope } = await testCommunity(table, `tnt_stars${count++}`);
  const by = { tenantId: scope.tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const people = [
    ['wang', '王小芳'],
    ['li', '李桂兰'],
    ['zhou', '周强'],
  ] as const;
  await scope.table.insertMany(
    [
      draftPointsRule(openingRule(scope.tenantId), by),
      ...people.flatMap(([id, name]) => [
        draftPerson({ id: `prs_${id}`, name, retired: false }, by),
        draftVolunteer(
          { id: `vol_${id}`, personId: `prs_${id}`, volunteerNo: id, name, partyMember: false },
          by,
        ),
      ]),
    ].map(({ insert }) => insert),
  );
  for (const [id, hours] of [
    ['wang', 100],
    ['li', 300],
    ['zhou', 50],
  ] as const)
    await serve(scope, `vol_${id}`, hours);
  return scope;
}

const A_DAY = 1440;

async function serve(scope: Scope, volunteerId: string, hours: number): Promise<string[]> {
  const ids: string[] = [];
  for (let left = hours * 60; left > 0; left -= A_DAY) {
    const durationMinutes = Math.min(left, A_DAY);
    const key = `${volunteerId} ${hours} ${left}`;
    const service = { servedOn: '2019-05-01', item: '巡逻', category: '平安', durationMinutes };
    ids.push((await postServiceRecord(scope, { ...service, volunteerId, key })).id);
  }
  return ids;
}

const on = (scope: Scope, now: string): Scope => ({ ...scope, now });

const candidates = async (scope: Scope) =>
  (await listStarCandidates(scope, {})).items.map(({ name, level, state }) => [name, level, state]);

const both = (scope: Scope) => openStarRound(scope, { key: 'round-1', volunteerIds: [WANG, LI] });

describe('who has reached a star level', () => {
  it('is found in accounts that were there before, once', async () => {
    const scope = await timeBank();

    expect(await searchStarCandidates(scope)).toBe(2);

    expect(await candidates(scope)).toEqual([
      ['李桂兰', 2, undefined],
      ['王小芳', 1, undefined],
    ]);
    expect(await searchStarCandidates(scope)).toBeUndefined();
  });

  it('is written down by the stream, in whatever order and however often its batches come', async () => {
    const scope = await timeBank();
    const records = await serve(scope, 'vol_zhou', 250);
    await reverseServiceRecord(scope, records[0] as string, { reason: '记错了' });
    const all = (await readWholeStream(engine.endpoint, table)).events;
    const events = all.filter(({ newImage }) => newImage?.['tenantId'] === scope.tenantId);
    const tableOf = (tenantId: string) => tenantTable(table, tenantId);

    await findStarCandidates(tableOf, events);
    const inOrder = await candidates(scope);
    await findStarCandidates(tableOf, [...events].reverse());
    await findStarCandidates(tableOf, events.slice(events.length / 2));

    expect(inOrder).toEqual([
      ['李桂兰', 2, undefined],
      ['周强', 1, undefined],
      ['王小芳', 1, undefined],
    ]);
    expect(await candidates(scope)).toEqual(inOrder);
  });
});

describe('a star level', () => {
  it('is granted after its publicity, once, and no longer due then', async () => {
    const scope = await timeBank();
    await searchStarCandidates(scope);
    const round = await both(scope);

    expect(round).toMatchObject({ opensOn: '2019-05-10', endsOn: '2019-05-15', starCount: 2 });
    expect(await both(scope)).toEqual(round);
    expect(await candidates(scope)).toEqual([
      ['李桂兰', 2, 'announced'],
      ['王小芳', 1, 'announced'],
    ]);
    await expect(grantStars(on(scope, LAST_DAY), round.id)).rejects.toMatchObject({
      reason: 'publicityOpen',
    });
    const granted = await grantStars(on(scope, DAY_AFTER), round.id);

    expect(granted.stars.map(({ name, state, grantedBy }) => [name, state, grantedBy])).toEqual([
      ['李桂兰', 'granted', '系统'],
      ['王小芳', 'granted', '系统'],
    ]);
    expect(await grantStars(on(scope, '2019-06-01T02:00:00.000Z'), round.id)).toEqual(granted);
    expect((await getMemberAccount(scope, LI)).star).toBe(2);
    expect(await candidates(scope)).toEqual([]);
    // Hours that are not due are not announced.
    await expect(openStarRound(scope, { key: 'round-2', volunteerIds: [LI] })).rejects.toMatchObject({
      reason: 'noStarDue',
      field: 'volunteerIds.0',
    });
  });

  it('is granted once when two grant it at once', async () => {
    const scope = on(await timeBank(), OPENED);
    const { id } = await both(scope);
    const after = on(scope, DAY_AFTER);

    const [one, other] = await Promise.all([grantStars(after, id), grantStars(after, id)]);

    expect(one.stars.every(({ state }) => state === 'granted') || other.stars.length === 2).toBe(true);
    expect((await getStarRound(scope, id)).stars.map(({ state }) => state)).toEqual(['granted', 'granted']);
  });

  it('stands in one publicity at a time, and in none that is too short', async () => {
    const scope = await timeBank();
    await both(scope);

    await expect(openStarRound(scope, { key: 'round-2', volunteerIds: [WANG] })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'alreadyAnnounced',
    });
    await expect(
      openStarRound(scope, { key: 'round-3', volunteerIds: [WANG], endsOn: '2019-05-14' }),
    ).rejects.toMatchObject({ reason: 'publicityTooShort', field: 'endsOn' });
    await expect(openStarRound(scope, { key: 'round-1', volunteerIds: [WANG] })).rejects.toMatchObject({
      reason: 'keyReused',
    });
  });

  it('is not granted to whoever has lost the hours since, and waits for them', async () => {
    const scope = await timeBank();
    const { id } = await both(scope);
    const { items } = await listServiceRecords(scope, { volunteerId: LI, limit: 1 });
    await reverseServiceRecord(scope, items[0]?.id as string, { reason: '记错了' });

    const { stars } = await grantStars(on(scope, DAY_AFTER), id);

    expect(stars.map(({ name, state, reached }) => [name, state, reached])).toEqual([
      ['李桂兰', 'announced', false],
      ['王小芳', 'granted', true],
    ]);
    expect((await getMemberAccount(scope, LI)).star).toBeUndefined();
  });

  it('is neither announced nor granted by the volunteer themselves', async () => {
    const scope = await timeBank();
    const herself: Scope = {
      ...scope,
      actor: {
        ...{ kind: 'user', id: 'usr_wang', name: '王小芳', personId: 'prs_wang' },
        grants: [{ role: 'staff', tenantId: scope.tenantId }],
      },
    };

    await expect(both(herself)).rejects.toMatchObject({ reason: 'ownMatter' });
    const { id } = await both(scope);
    const { stars } = await grantStars(on(herself, DAY_AFTER), id);

    expect(stars.map(({ name, state }) => [name, state])).toEqual([
      ['李桂兰', 'granted'],
      ['王小芳', 'announced'],
    ]);
  });
});

describe('an objection', () => {
  const against = async (scope: Scope, name: string, roundId: string) =>
    (await getStarRound(scope, roundId)).stars.find((star) => star.name === name)?.id as string;

  it('keeps its star from being granted until it is settled, and no other', async () => {
    const scope = await timeBank();
    const { id } = await both(scope);
    const about = await against(scope, '王小芳', id);
    const said = { key: 'objection-1', about, reason: '那天她没有来' };
    const objection = await lodgeObjection(on(scope, LAST_DAY), said);

    expect(await lodgeObjection(on(scope, LAST_DAY), said)).toEqual(objection);
    await expect(lodgeObjection(on(scope, DAY_AFTER), { ...said, key: 'objection-2' })).rejects.toMatchObject(
      { reason: 'notInPublicity' },
    );
    const before = await grantStars(on(scope, DAY_AFTER), id);
    const settled = { outcome: 'dismissed' as const, note: '签到表上有她' };
    await settleObjection(on(scope, DAY_AFTER), objection.id, settled);
    await settleObjection(on(scope, DAY_AFTER), objection.id, settled);
    const after = await grantStars(on(scope, DAY_AFTER), id);

    expect(before.stars.map(({ state, openObjections }) => [state, openObjections])).toEqual([
      ['granted', 0],
      ['announced', 1],
    ]);
    expect(after.stars.map(({ state }) => state)).toEqual(['granted', 'granted']);
    expect(after.objections).toMatchObject([{ state: 'dismissed', note: '签到表上有她' }]);
    // What was asked again is answered as it was lodged.
    expect(await lodgeObjection(on(scope, DAY_AFTER), said)).toEqual(objection);
    await expect(
      settleObjection(scope, objection.id, { outcome: 'upheld', note: '改主意了' }),
    ).rejects.toMatchObject({ reason: 'objectionSettled' });
  });

  it('that is upheld takes its star out of publicity, which can be announced anew', async () => {
    const scope = await timeBank();
    const { id } = await both(scope);
    const about = await against(scope, '王小芳', id);
    const objection = await lodgeObjection(scope, { key: 'objection-1', about, reason: '多记了一天' });
    await settleObjection(scope, objection.id, { outcome: 'upheld', note: '已经更正' });

    expect((await publicRecognition(scope)).notices.map(({ name }) => name)).toEqual(['李*兰']);
    const { stars } = await grantStars(on(scope, DAY_AFTER), id);
    expect(stars.map(({ state }) => state)).toEqual(['granted', 'refused']);
    const again = await openStarRound(scope, { key: 'round-2', volunteerIds: [WANG] });
    expect((await getStarRound(scope, again.id)).stars).toMatchObject([
      { name: '王小芳', state: 'announced' },
    ]);
  });

  it('is lodged by a resident for themselves, and by nobody else’s key', async () => {
    const scope = await timeBank();
    const { id } = await both(scope);
    const about = await against(scope, '王小芳', id);
    const resident = (name: string): Scope => ({
      ...scope,
      actor: {
        ...{ kind: 'user', id: `usr_${name}`, name, personId: 'prs_zhou' },
        grants: [{ role: 'resident', tenantId: scope.tenantId }],
      },
    });

    const one = await lodgeOwnObjection(resident('周强'), { key: 'same-key', about, reason: '不认识她' });
    const other = await lodgeOwnObjection(resident('陈明'), { key: 'same-key', about, reason: '不认识她' });

    expect([one.lodgedBy, other.lodgedBy]).toEqual(['周强', '陈明']);
    expect((await getStarRound(scope, id)).stars.find((star) => star.id === about)?.openObjections).toBe(2);
  });
});

describe('a volunteer’s name in public', () => {
  it('is masked until they agree to be named, and again when they no longer do', async () => {
    const scope = await timeBank();
    await recordNaming(scope, LI, { agreed: true });
    const { id } = await both(scope);
    const inPublicity = async () => (await publicRecognition(scope)).notices.map(({ name }) => name).sort();

    expect(await inPublicity()).toEqual(['李桂兰', '王*芳']);
    await recordNaming(scope, LI, { agreed: false });
    expect(await inPublicity()).toEqual(['李*兰', '王*芳']);
    await recordNaming(scope, LI, { agreed: true });
    await grantStars(on(scope, DAY_AFTER), id);

    const later = on(scope, DAY_AFTER);
    expect(await publicRecognition(later)).toEqual({ notices: [], honours: [{ name: '李桂兰', level: 2 }] });
    await recordNaming(scope, WANG, { agreed: true });
    expect((await publicRecognition(later)).honours.map(({ name }) => name)).toEqual(['李桂兰', '王小芳']);
    await recordNaming(scope, LI, { agreed: false });
    expect((await publicRecognition(later)).honours.map(({ name }) => name)).toEqual(['王小芳']);
  });

  it('is theirs to give, at the desk or on their own page, with who wrote it down and when', async () => {
    const scope = await timeBank();
    const actor: Actor = {
      ...{ kind: 'user', id: 'usr_wang', name: '王小芳', personId: 'prs_wang' },
      grants: [{ role: 'volunteer', tenantId: scope.tenantId }],
    };
    const herself = { ...scope, actor };
    const person = { id: 'prs_wang', name: '王小芳' };

    const naming = await sayOwnNaming(herself, person, { agreed: true });

    expect(naming).toEqual({ agreed: true, at: scope.now, by: '王小芳', way: 'online' });
    expect(await sayOwnNaming(herself, person, { agreed: true })).toEqual(naming);
    expect((await getOwnTimeBank(herself, person))?.naming).toEqual(naming);
    expect((await recordNaming(scope, 'vol_zhou', { agreed: false })).way).toBe('desk');
    const stored = await scope.table.get(
      Accounts,
      Accounts.get({ tenantId: scope.tenantId, id: (await getMemberAccount(scope, WANG)).id }),
    );
    expect(stored?.minutesServed).toBe(6000);
  });
});
