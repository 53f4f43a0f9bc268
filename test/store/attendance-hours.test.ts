import { draftPerson } from '@linli/core/courtyard';
import type { Actor, Scope } from '@linli/core/kernel';
import {
  changeActivity,
  checkIn,
  confirmProposal,
  correctAttendance,
  createActivity,
  draftPointsRule,
  draftVolunteer,
  getActivity,
  getMemberAccount,
  getRoster,
  openingRule,
  postServiceRecord,
  proposeService,
  signVolunteerUp,
  takeStep,
  turnIntoHours,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('attendance_hours');

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;
const NAMES = ['王芳', '李桂兰', '张明'];
const [START, END] = ['2019-05-12T01:00:00.000Z', '2019-05-12T03:00:00.000Z'];
const AFTER = '2019-05-12T05:00:00.000Z';

const WASHING = { title: '义务理发', category: '便民', place: '邻里驿站', contact: '028-1' };
const asked = { ...WASHING, shifts: [{ startsAt: START, endsAt: END, capacity: 3 }], key: 'a1' };

/** A shift that is over, nine to eleven in Shanghai: 王芳 and 李桂兰 came and left, 张明 never checked out. */
async function shiftThatIsOver(): Promise<{ scope: Scope; shiftId: string; activityId: string }> {
  const { scope } = await aCommunity();
  const { tenantId, now } = scope;
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now, by: 'test' };
  await scope.table.insertMany([
    draftPointsRule(openingRule(tenantId), by).insert,
    ...NAMES.flatMap((name, i) => {
      const volunteer = { id: id('vol', i), personId: id('prs', i), volunteerNo: `DH${i}`, name };
      return [
        draftPerson({ id: id('prs', i), name, retired: false }, by).insert,
        draftVolunteer({ ...volunteer, partyMember: false }, by).insert,
      ];
    }),
  ]);
  const { id: activityId } = await createActivity(scope, asked);
  const shiftId = (await getActivity(scope, activityId)).shifts[0]?.id ?? '';
  const scan = (n: number, what: 'in' | 'out', at: string) => ({
    ...{ id: `scan-${n}-${what}`, shiftId, volunteerId: id('vol', n), what, at },
  });
  for (const n of [0, 1, 2])
    await signVolunteerUp(scope, shiftId, { volunteerId: id('vol', n), key: `k${n}` });
  const items = [
    ...[scan(0, 'in', START), scan(1, 'in', '2019-05-12T01:30:00.000Z'), scan(2, 'in', START)],
    ...[scan(0, 'out', END), scan(1, 'out', END)],
  ];
  await checkIn({ ...scope, now: END }, { items });
  return { scope: { ...scope, now: AFTER }, shiftId, activityId };
}

const staff = (scope: Scope, name: string, personId?: string): Scope => {
  const grants = [{ role: 'staff' as const, tenantId: scope.tenantId }];
  const actor: Actor = { kind: 'user', id: `usr_${name}`, name, grants, ...(personId ? { personId } : {}) };
  return { ...scope, actor };
};

const minutesOf = async (scope: Scope, n: number) =>
  (await getMemberAccount(scope, id('vol', n))).minutesServed;

const attendanceOf = async (scope: Scope, shiftId: string, n: number) => {
  const found = (await getRoster(scope, shiftId)).attendances.find((one) => one.volunteerId === id('vol', n));
  if (found === undefined) throw new Error(`No attendance of ${n}`);
  return found;
};

/** What became of each, by name. */
async function press(scope: Scope, shiftId: string, input: { propose?: boolean } = {}) {
  const { items } = await turnIntoHours(scope, shiftId, input);
  return Object.fromEntries(
    items.map(({ name, outcome, refusal }) => [name, [outcome, refusal?.en].filter(Boolean).join(': ')]),
  );
}

describe('the attendances of a shift that is over', () => {
  it('become hours at one press, and what cannot is named and stays', async () => {
    const { scope, shiftId } = await shiftThatIsOver();

    const became = await press(scope, shiftId);

    expect(became).toEqual({
      王芳: 'recorded',
      李桂兰: 'recorded',
      张明: 'stays: Not checked out yet; put the times right first.',
    });
    expect([await minutesOf(scope, 0), await minutesOf(scope, 1), await minutesOf(scope, 2)]).toEqual([
      120, 90, 0,
    ]);
  });

  it('become hours once, however often and by however many it is pressed', async () => {
    const { scope, shiftId } = await shiftThatIsOver();

    await Promise.all([turnIntoHours(scope, shiftId, {}), turnIntoHours(scope, shiftId, {})]);
    const again = await press(scope, shiftId);

    expect(Object.keys(again)).toEqual(['张明']);
    expect(await minutesOf(scope, 0)).toBe(120);
  });

  it('are refused while the shift is on', async () => {
    const { scope, shiftId } = await shiftThatIsOver();

    await expect(turnIntoHours({ ...scope, now: START }, shiftId, {})).rejects.toMatchObject({
      reason: 'shiftNotOver',
    });
  });

  it('stay where a check notices something, until they are proposed and another confirms them', async () => {
    const { scope, shiftId } = await shiftThatIsOver();
    await postServiceRecord(scope, {
      ...{ volunteerId: id('vol', 0), servedOn: '2019-05-12', startsAt: '10:00', item: '陪诊' },
      ...{ category: '助老', durationMinutes: 60, key: 'beside' },
    });
    const [wang, zhou] = [staff(scope, '王静'), staff(scope, '周强')];

    const first = await press(wang, shiftId);
    const second = await press(wang, shiftId, { propose: true });

    expect(first['王芳']).toMatch(/^stays/);
    expect(second['王芳']).toBe('proposed');
    expect(await minutesOf(scope, 0)).toBe(60);
    const { proposalId = '' } = await attendanceOf(scope, shiftId, 0);
    await expect(confirmProposal(wang, proposalId, { note: '属实' })).rejects.toMatchObject({
      reason: 'ownProposal',
    });
    await confirmProposal(zhou, proposalId, { note: '两边都有人看到' });
    expect(await minutesOf(scope, 0)).toBe(180);
  });

  it('are never made hours by the volunteer', async () => {
    const { scope, shiftId } = await shiftThatIsOver();

    const became = await press(staff(scope, '王芳', id('prs', 0)), shiftId);

    expect(became['王芳']).toMatch(/^stays/);
    expect(became['李桂兰']).toBe('recorded');
  });
});

describe('the times of an attendance', () => {
  const times = { inAt: START, outAt: '2019-05-12T02:15:00.000Z', reason: '走时忘了签退' };

  it('can be put right with a reason, and say who did so', async () => {
    const { scope, shiftId } = await shiftThatIsOver();
    const { id: attendanceId } = await attendanceOf(scope, shiftId, 2);

    const right = await correctAttendance(staff(scope, '周强'), shiftId, attendanceId, times);
    const again = await correctAttendance(staff(scope, '周强'), shiftId, attendanceId, times);

    expect(right).toMatchObject({ state: 'left', minutes: 75 });
    expect(right.corrected).toEqual({ at: AFTER, by: '周强', reason: '走时忘了签退' });
    expect(again).toEqual(right);
    expect((await press(scope, shiftId))['张明']).toBe('recorded');
    expect(await minutesOf(scope, 2)).toBe(75);
  });

  it('stay once they have become hours, and lie within the shift', async () => {
    const { scope, shiftId } = await shiftThatIsOver();
    const [one, two] = [await attendanceOf(scope, shiftId, 0), await attendanceOf(scope, shiftId, 2)];
    await press(scope, shiftId);

    await expect(correctAttendance(scope, shiftId, one.id, times)).rejects.toMatchObject({
      reason: 'attendanceIsHours',
    });
    await expect(
      correctAttendance(scope, shiftId, two.id, { ...times, outAt: '2019-05-12T04:30:00.000Z' }),
    ).rejects.toMatchObject({ reason: 'outsideShift', field: 'outAt' });
  });
});

describe('the words of an activity', () => {
  it('can be said anew, once of what the page showed; the form that made it is answered as it was', async () => {
    const { scope, activityId } = await shiftThatIsOver();
    const change = { title: '义务理发和磨刀', category: '便民', place: '一号门', revision: 0 };

    const changed = await changeActivity(scope, activityId, change);

    expect(changed).toMatchObject({ title: '义务理发和磨刀', place: '一号门', revision: 1 });
    expect(changed.contact).toBeUndefined();
    expect(await changeActivity(scope, activityId, change)).toEqual(changed);
    await expect(changeActivity(scope, activityId, { ...change, place: '二号门' })).rejects.toMatchObject({
      reason: 'alreadyChanged',
    });
    expect(await createActivity(scope, asked)).toMatchObject(WASHING);
  });
});

it('a service of somebody who has paused is not proposed, but of a day before', async () => {
  const { scope } = await shiftThatIsOver();
  const service = { volunteerId: id('vol', 0), item: '陪诊', category: '助老', durationMinutes: 30 };
  await takeStep(scope, id('vol', 0), { line: 1, to: 'paused', on: '2019-05-11', reason: '住院' });

  const before = await proposeService(scope, { ...service, servedOn: '2019-05-10', key: 'k1' });

  expect(before.state).toBe('proposed');
  await expect(
    proposeService(scope, { ...service, servedOn: '2019-05-11', key: 'k2' }),
  ).rejects.toMatchObject({
    reason: 'volunteerPaused',
  });
});
