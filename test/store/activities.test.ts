import { draftPerson } from '@linli/core/courtyard';
import type { Actor, Scope } from '@linli/core/kernel';
import {
  addShift,
  callShiftOff,
  cancelOwnSignUp,
  cancelSignUp,
  createActivity,
  draftVolunteer,
  getActivity,
  getOwnActivities,
  getOwnShift,
  getRoster,
  markAbsent,
  offerOwnSeat,
  publicActivities,
  setCapacity,
  signUpOneself,
  signVolunteerUp,
  takeOfferedSeat,
} from '@linli/core/timebank';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meter } from '../../packages/core/src/table/meter.ts';
import { testCommunity } from '../support/community.ts';
import { createTestTable, type Engine, startEngine, type TestTable, tenantTable } from '../support/engine.ts';

let engine: Engine;
let table: TestTable;
let communities = 0;
beforeAll(async () => {
  engine = await startEngine();
  table = await createTestTable(engine.endpoint);
});
afterAll(() => engine.stop());

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;
const NAMES = ['王芳', '李桂兰', '张明', '赵红', '陈静', '周平'];
const START = '2019-05-12T01:00:00.000Z';
const END = '2019-05-12T03:00:00.000Z';

/** A shift of so many seats the day after tomorrow, and six volunteers. */
async function shiftOf(capacity: number): Promise<{ scope: Scope; shiftId: string; activityId: string }> {
  const { scope } = await testCommunity(table, `tnt_activities${++communities}`);
  const by = { tenantId: scope.tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  await scope.table.insertMany(
    NAMES.flatMap((name, i) => [
      draftPerson({ id: id('prs', i), name, retired: false }, by).insert,
      draftVolunteer(
        { id: id('vol', i), personId: id('prs', i), volunteerNo: `DH${i}`, name, partyMember: false },
        by,
      ).insert,
    ]),
  );
  const activity = await createActivity(scope, {
    ...WASHING,
    shifts: [{ startsAt: START, endsAt: END, capacity }],
    key: 'a1',
  });
  const [shift] = (await getActivity(scope, activity.id)).shifts;
  return { scope, activityId: activity.id, shiftId: shift?.id ?? '' };
}

const WASHING = { title: '义务理发', category: '便民', place: '邻里驿站' };

const at = (scope: Scope, now: string): Scope => ({ ...scope, now });

/** Whoever is signed in as one of the volunteers. */
const as = (scope: Scope, n: number): Scope => {
  const actor: Actor = {
    ...{ kind: 'user', id: `usr_${n}`, name: NAMES[n] ?? '', personId: id('prs', n) },
    grants: [{ role: 'volunteer', tenantId: scope.tenantId, personId: id('prs', n) }],
  };
  return { ...scope, actor };
};

const signUp = (scope: Scope, shiftId: string, n: number, key = `k${n}`) =>
  signVolunteerUp(scope, shiftId, { volunteerId: id('vol', n), key });

const states = async (scope: Scope, shiftId: string) => {
  const { signUps, seats } = await getRoster(scope, shiftId);
  const of = new Map(signUps.map((one) => [one.id, one.volunteerName]));
  const inState = (state: string) =>
    signUps
      .filter((one) => one.state === state)
      .map(({ volunteerName }) => volunteerName)
      .sort();
  return { seated: inState('seated'), waiting: seats.waiting.map((one) => of.get(one)), free: seats.free };
};

describe('a shift', () => {
  it('gives its seats to whoever comes first, and a place in the queue to the others', async () => {
    const { scope, shiftId } = await shiftOf(2);

    const outcomes = await Promise.all([0, 1, 2, 3].map((n) => signUp(scope, shiftId, n)));

    expect(outcomes.map(({ state }) => state).sort()).toEqual(['seated', 'seated', 'waiting', 'waiting']);
    const { seated, waiting, free } = await states(scope, shiftId);
    expect([seated.length, waiting.length, free]).toEqual([2, 2, 0]);
    const [coming] = (await publicActivities(scope)).shifts;
    expect(coming).toMatchObject({ activity: WASHING, seats: { capacity: 2, free: 0, waitingCount: 2 } });
    expect(JSON.stringify(coming)).not.toMatch(/sup_|vol_/);
  });

  it('has one sign-up of a volunteer for ever, and answers the same request with the same bytes', async () => {
    const { scope, shiftId } = await shiftOf(1);
    await signUp(scope, shiftId, 0);

    const [one, two] = await Promise.all([signUp(scope, shiftId, 1), signUp(scope, shiftId, 1)]);
    await cancelSignUp(scope, shiftId, (await signUp(scope, shiftId, 0)).id);
    const afterwards = await signUp(scope, shiftId, 1);

    expect([JSON.stringify(two), JSON.stringify(afterwards)]).toEqual([
      JSON.stringify(one),
      JSON.stringify(one),
    ]);
    expect(await signUp(scope, shiftId, 1, 'another key')).toMatchObject({ id: one.id, state: 'seated' });
    expect(await states(scope, shiftId)).toEqual({ seated: ['李桂兰'], waiting: [], free: 0 });
  });

  it('takes five write units and one commit to sign up for, with a seat or without', async () => {
    const { scope, shiftId } = await shiftOf(1);
    for (const n of [0, 1]) {
      const { client, totals } = meter(table.client);
      const metered = tenantTable({ ...table, client }, scope.tenantId);
      await signUp({ ...scope, table: metered }, shiftId, n);
      expect(totals()).toMatchObject({ writeUnits: 5, writeCalls: 1, roundTrips: 3 });
    }
  });

  it('moves up whoever has waited longest in the very commit that frees a seat, however many leave at once', async () => {
    const { scope, shiftId } = await shiftOf(2);
    const signed: { id: string }[] = [];
    for (const n of [0, 1, 2, 3, 4, 5]) signed.push(await signUp(scope, shiftId, n));

    await Promise.all([0, 1].map((n) => cancelSignUp(scope, shiftId, signed[n]?.id ?? '')));

    expect(await states(scope, shiftId)).toEqual({
      seated: ['张明', '赵红'],
      waiting: ['陈静', '周平'],
      free: 0,
    });
    await Promise.all([2, 3, 4, 5].map((n) => cancelSignUp(scope, shiftId, signed[n]?.id ?? '')));
    expect(await states(scope, shiftId)).toEqual({ seated: [], waiting: [], free: 2 });
    expect(await cancelSignUp(scope, shiftId, signed[0]?.id ?? '')).toMatchObject({ state: 'cancelled' });
  });

  it('keeps no hole and gives no seat twice while people sign up, leave and come again at once', async () => {
    const { scope, shiftId } = await shiftOf(2);

    for (let round = 0; round < 4; round++)
      await Promise.allSettled(
        NAMES.map(async (_, n) => {
          const { id } = await signUp(scope, shiftId, n, `k${n}-${round}`);
          if ((n + round) % 2 === 0) await cancelSignUp(scope, shiftId, id);
        }),
      );

    const { seated, waiting, free } = await states(scope, shiftId);
    expect(seated.length + free).toBe(2);
    if (waiting.length > 0) expect(free).toBe(0);
    const { signUps, seats } = await getRoster(scope, shiftId);
    expect(seats.waitingCount).toBe(waiting.length);
    expect(signUps.filter(({ state }) => state === 'waiting').length).toBe(waiting.length);
    expect(signUps.length).toBe(seats.signUpCount);
  });

  it('gives seats that are added to those who wait, and is never smaller than those who have one', async () => {
    const { scope, shiftId } = await shiftOf(1);
    for (const n of [0, 1, 2, 3]) await signUp(scope, shiftId, n);

    expect(await setCapacity(scope, shiftId, { capacity: 3 })).toMatchObject({
      capacity: 3,
      free: 0,
      waitingCount: 1,
    });

    expect(await states(scope, shiftId)).toEqual({
      seated: ['张明', '李桂兰', '王芳'],
      waiting: ['赵红'],
      free: 0,
    });
    await expect(setCapacity(scope, shiftId, { capacity: 2 })).rejects.toMatchObject({
      reason: 'seatsTaken',
      params: { taken: 3 },
    });
  });

  it('that is called off takes nobody any more, and says why', async () => {
    const { scope, shiftId } = await shiftOf(1);

    await callShiftOff(scope, shiftId, { reason: '下雨' });
    await callShiftOff(scope, shiftId, { reason: '下雨' });

    await expect(signUp(scope, shiftId, 0)).rejects.toMatchObject({ reason: 'shiftCalledOff' });
    expect((await publicActivities(scope)).shifts[0]?.seats.calledOff).toBe('下雨');
    await expect(callShiftOff(scope, shiftId, { reason: '停电' })).rejects.toMatchObject({
      reason: 'shiftCalledOff',
    });
  });

  it('is of a courtyard that is there, and of the same instants however they are written', async () => {
    const { scope } = await shiftOf(1);
    const short = [{ startsAt: '2019-05-12T01:00:00Z', endsAt: '2019-05-12T03:00:00Z', capacity: 1 }];

    const { id } = await createActivity(scope, { ...WASHING, shifts: short, key: 'short' });

    expect((await getActivity(scope, id)).shifts).toMatchObject([{ startsAt: START, endsAt: END }]);
    await expect(
      createActivity(scope, { ...WASHING, courtyardId: 'cyd_none', shifts: short, key: 'nowhere' }),
    ).rejects.toMatchObject({ reason: 'courtyardUnknown', field: 'courtyardId' });
  });

  it('is added to an activity once, by its key', async () => {
    const { scope, activityId } = await shiftOf(1);
    const later = { startsAt: '2019-05-13T01:00:00.000Z', endsAt: '2019-05-13T02:00:00.000Z', capacity: 3 };

    const first = await addShift(scope, activityId, { ...later, key: 'again' });
    expect(await addShift(scope, activityId, { ...later, key: 'again' })).toEqual(first);

    expect((await getActivity(scope, activityId)).shifts).toHaveLength(2);
    await expect(
      addShift(scope, activityId, { ...later, endsAt: later.startsAt, key: 'no' }),
    ).rejects.toMatchObject({ reason: 'shiftLength' });
    await expect(
      addShift(scope, activityId, {
        startsAt: '2019-05-09T01:00:00.000Z',
        endsAt: '2019-05-09T02:00:00.000Z',
        capacity: 1,
        key: 'past',
      }),
    ).rejects.toMatchObject({ reason: 'shiftPast' });
  });
});

describe('a volunteer', () => {
  it('signs up by themselves and cancels until the shift begins', async () => {
    const { scope, shiftId } = await shiftOf(1);
    await signUpOneself(as(scope, 0), shiftId, { key: 'mine' });
    await signUpOneself(as(scope, 1), shiftId, { key: 'mine' });

    expect((await getOwnActivities(as(scope, 1))).signUps).toMatchObject([{ state: 'waiting', ahead: 0 }]);
    await cancelOwnSignUp(as(scope, 0), shiftId);
    expect((await getOwnActivities(as(scope, 1))).signUps).toMatchObject([{ state: 'seated' }]);

    await expect(cancelOwnSignUp(at(as(scope, 1), START), shiftId)).rejects.toMatchObject({
      reason: 'shiftClosed',
    });
    await expect(signUpOneself(at(as(scope, 2), START), shiftId, { key: 'late' })).rejects.toMatchObject({
      reason: 'shiftClosed',
    });
  });

  it('hands their seat to the one volunteer they offer it to, who leaves the queue by it', async () => {
    const { scope, shiftId } = await shiftOf(1);
    const mine = await signUpOneself(as(scope, 0), shiftId, { key: 'mine' });
    for (const n of [1, 2]) await signUp(scope, shiftId, n);

    await offerOwnSeat(as(scope, 0), shiftId, { volunteerNo: 'DH2' });

    await expect(takeOfferedSeat(as(scope, 3), shiftId, mine.id)).rejects.toMatchObject({
      reason: 'offerOver',
    });
    expect((await getOwnShift(as(scope, 2), shiftId, mine.id)).offer).toEqual({
      signUpId: mine.id,
      name: '王芳',
    });
    const taken = await Promise.all([1, 2].map(() => takeOfferedSeat(as(scope, 2), shiftId, mine.id)));
    expect(taken[0]).toEqual(taken[1]);
    expect(await states(scope, shiftId)).toEqual({ seated: ['张明'], waiting: ['李桂兰'], free: 0 });
    await offerOwnSeat(as(scope, 2), shiftId, { volunteerNo: 'DH4' });
    await takeOfferedSeat(as(scope, 4), shiftId, taken[0]?.id ?? '');
    const { signUps, seats } = await getRoster(scope, shiftId);
    expect([signUps.length, seats.signUpCount]).toEqual([4, 4]);
    await expect(offerOwnSeat(as(scope, 0), shiftId, { volunteerNo: 'DH1' })).rejects.toMatchObject({
      reason: 'signUpOver',
    });
    await expect(offerOwnSeat(as(scope, 4), shiftId, { volunteerNo: 'DH9' })).rejects.toMatchObject({
      reason: 'volunteerNoUnknown',
      field: 'volunteerNo',
    });
  });

  it('who did not come is marked once the shift has begun, and not by themselves', async () => {
    const { scope, shiftId } = await shiftOf(1);
    const { id: mine } = await signUp(scope, shiftId, 0);

    await expect(markAbsent(scope, shiftId, mine)).rejects.toMatchObject({ reason: 'shiftNotBegun' });
    const begun = at(scope, START);
    const herself = { ...begun, actor: { ...begun.actor, personId: id('prs', 0) } };
    await expect(markAbsent(herself, shiftId, mine)).rejects.toMatchObject({ reason: 'ownMatter' });
    expect(await markAbsent(begun, shiftId, mine)).toMatchObject({ state: 'absent' });
    expect(await markAbsent(begun, shiftId, mine)).toMatchObject({ state: 'absent' });
    await expect(cancelSignUp(begun, shiftId, mine)).rejects.toMatchObject({ reason: 'signUpOver' });
  });
});
