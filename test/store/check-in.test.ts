import { draftPerson } from '@linli/core/courtyard';
import type { Actor, Scope } from '@linli/core/kernel';
import {
  cancelSignUp,
  checkIn,
  checkOneselfIn,
  createActivity,
  draftVolunteer,
  getActivity,
  getOwnShift,
  getRoster,
  getTicket,
  hoursOf,
  markAbsent,
  signVolunteerUp,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('check_in');

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;
const NAMES = ['王芳', '李桂兰', '张明'];
const START = '2019-05-12T01:00:00.000Z';
const END = '2019-05-12T03:00:00.000Z';

const at = (scope: Scope, now: string): Scope => ({ ...scope, now });

/** A shift on the twelfth, nine to eleven in Shanghai: two have a seat and a third has none. */
async function shift(): Promise<{ scope: Scope; shiftId: string; signUps: string[] }> {
  const { scope } = await aCommunity();
  const by = { tenantId: scope.tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  await scope.table.insertMany(
    NAMES.flatMap((name, i) => {
      const volunteer = { id: id('vol', i), personId: id('prs', i), volunteerNo: `DH${i}`, name };
      return [
        draftPerson({ id: id('prs', i), name, retired: false }, by).insert,
        draftVolunteer({ ...volunteer, partyMember: false }, by).insert,
      ];
    }),
  );
  const shifts = [{ startsAt: START, endsAt: END, capacity: 2 }];
  const asked = { title: '义务理发', category: '便民', place: '邻里驿站', shifts };
  const { id: activityId } = await createActivity(scope, { ...asked, key: 'a1' });
  const shiftId = (await getActivity(scope, activityId)).shifts[0]?.id ?? '';
  const signUps = [];
  for (const n of [0, 1, 2])
    signUps.push((await signVolunteerUp(scope, shiftId, { volunteerId: id('vol', n), key: `k${n}` })).id);
  return { scope: at(scope, END), shiftId, signUps };
}

/** Whoever is signed in as one of the volunteers. */
const as = (scope: Scope, n: number): Scope => {
  const actor: Actor = {
    ...{ kind: 'user', id: `usr_${n}`, name: NAMES[n] ?? '', personId: id('prs', n) },
    grants: [{ role: 'volunteer', tenantId: scope.tenantId, personId: id('prs', n) }],
  };
  return { ...scope, actor };
};

const scan = (shiftId: string, n: number, what: 'in' | 'out', when: string) => ({
  ...{ id: `scan-${n}-${what}`, shiftId, volunteerId: id('vol', n), what, at: when },
});

const attendances = async (scope: Scope, shiftId: string) => (await getRoster(scope, shiftId)).attendances;

describe('an attendance', () => {
  it('counts whole minutes between check-in and check-out, and says what a service record of it would', async () => {
    const { scope, shiftId } = await shift();

    await checkIn(scope, { items: [scan(shiftId, 0, 'in', '2019-05-12T01:10:30.000Z')] });
    expect((await attendances(scope, shiftId)).map(hoursOf)).toEqual([undefined]);
    await checkIn(scope, { items: [scan(shiftId, 0, 'out', '2019-05-12T02:45:00.000Z')] });

    const [attendance] = await attendances(scope, shiftId);
    expect(attendance).toMatchObject({
      state: 'left',
      minutes: 94,
      item: '义务理发',
      category: '便民',
      inWay: 'list',
    });
    expect(attendance && hoursOf(attendance)).toEqual({
      ...{ volunteerId: id('vol', 0), item: '义务理发', category: '便民' },
      ...{ servedOn: '2019-05-12', durationMinutes: 94 },
    });
    expect(
      (await getRoster(scope, shiftId)).signUps.find(({ volunteerName }) => volunteerName === '王芳')?.state,
    ).toBe('attended');
  });

  it('is there once, however often and from however many telephones it is sent', async () => {
    const { scope, shiftId } = await shift();
    const kept = [
      scan(shiftId, 0, 'in', '2019-05-12T01:00:00.000Z'),
      scan(shiftId, 1, 'in', '2019-05-12T01:05:00.000Z'),
      scan(shiftId, 0, 'out', '2019-05-12T03:00:00.000Z'),
    ];

    const sent = await Promise.all([1, 2, 3].map(() => checkIn(scope, { items: kept })));
    const again = await checkIn(scope, {
      items: [{ ...kept[0], id: 'another-phone', at: '2019-05-12T01:30:00.000Z' }] as never,
    });

    const outcomes = sent.flatMap(({ items }) => items.map(({ id, outcome }) => `${id} ${outcome}`));
    for (const { id } of kept) expect(outcomes.filter((one) => one === `${id} recorded`)).toHaveLength(1);
    expect(again.items).toEqual([
      { id: 'another-phone', outcome: 'already', at: '2019-05-12T01:00:00.000Z' },
    ]);
    const there = await attendances(scope, shiftId);
    expect(there.map(({ state, minutes }) => [state, minutes]).sort()).toEqual([
      ['left', 120],
      ['present', 0],
    ]);
  });

  it('is refused for a time outside of the shift, one that is to come, and whoever has no seat; the others go in', async () => {
    const { scope, shiftId } = await shift();
    const asked = [
      scan(shiftId, 0, 'in', '2019-05-11T23:59:00.000Z'),
      scan(shiftId, 0, 'out', '2019-05-12T02:00:00.000Z'),
      scan(shiftId, 1, 'in', '2019-05-12T03:30:00.000Z'),
      scan(shiftId, 2, 'in', '2019-05-12T01:00:00.000Z'),
      { ...scan('shf_none', 1, 'in', START), id: 'another-shift' },
      { ...scan(shiftId, 1, 'in', START), id: 'in-the-window' },
    ];

    const { items } = await checkIn(scope, { items: asked });

    expect(items.map(({ outcome, refusal }) => refusal?.['zh-CN'] ?? outcome)).toEqual([
      expect.stringContaining('时间不在这个班次之内'),
      '王芳还没有签到，不能签退。',
      expect.stringContaining('时间还没有到'),
      '张明没有报上这个班次，请先报名。',
      expect.stringContaining('没有找到'),
      'recorded',
    ]);
  });

  it('counts no minute beyond the shift and its tolerance', async () => {
    const { scope, shiftId } = await shift();
    const late = at(scope, '2019-05-12T03:50:00.000Z');

    await checkIn(late, {
      items: [scan(shiftId, 0, 'in', '2019-05-12T00:10:00.000Z'), scan(shiftId, 0, 'out', late.now)],
    });

    expect((await attendances(scope, shiftId))[0]?.minutes).toBe(15 + 120 + 15);
  });

  it('of whoever was marked as absent is there all the same once they come', async () => {
    const { scope, shiftId, signUps } = await shift();
    await markAbsent(scope, shiftId, signUps[0] ?? '');

    const { items } = await checkIn(scope, { items: [scan(shiftId, 0, 'in', START)] });

    expect(items[0]?.outcome).toBe('recorded');
    await expect(cancelSignUp(scope, shiftId, signUps[0] ?? '')).rejects.toMatchObject({
      reason: 'signUpOver',
    });
  });

  it('is nothing that staff record of themselves', async () => {
    const { scope, shiftId } = await shift();
    const herself = { ...scope, actor: { ...scope.actor, personId: id('prs', 0) } };

    const { items } = await checkIn(herself, { items: [0, 1].map((n) => scan(shiftId, n, 'in', START)) });

    expect(items.map(({ outcome }) => outcome)).toEqual(['refused', 'recorded']);
  });
});

describe('the code at the place', () => {
  it('lets a volunteer check in and out by themselves, of this shift and no other, until a day after it', async () => {
    const { scope, shiftId } = await shift();
    const other = await shift();
    const [{ ticket }, elsewhere] = await Promise.all([
      getTicket(scope, shiftId),
      getTicket(other.scope, other.shiftId),
    ]);
    expect(await getTicket(scope, shiftId)).toMatchObject({ ticket, until: '2019-05-12T04:00:00.000Z' });
    const mine = (asked: Scope, with_: string, what: 'in' | 'out' = 'in', when = START) =>
      checkOneselfIn(asked, shiftId, { ticket: with_, items: [{ id: 'scan-mine', what, at: when }] });

    for (const [asked, with_] of [
      [as(scope, 0), elsewhere.ticket],
      [as(scope, 0), `${ticket.slice(0, -1)}!`],
      [as(at(scope, '2019-05-13T04:00:01.000Z'), 0), ticket],
    ] as const)
      expect((await mine(asked, with_)).items[0]?.refusal?.['zh-CN']).toContain('签到码无效');
    expect((await mine(as(scope, 2), ticket)).items[0]?.refusal?.['zh-CN']).toContain('没有报上');

    expect((await mine(as(scope, 0), ticket)).items[0]?.outcome).toBe('recorded');
    expect((await mine(as(scope, 0), ticket)).items[0]?.outcome).toBe('already');
    expect((await mine(as(scope, 0), ticket, 'out', END)).items[0]?.outcome).toBe('recorded');
    expect((await getOwnShift(as(scope, 0), shiftId)).signUp).toMatchObject({
      ...{ state: 'attended', attendance: { state: 'left', minutes: 120 } },
    });
  });
});
