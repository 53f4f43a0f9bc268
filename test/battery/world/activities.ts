import type { Scope } from '@linli/core/kernel';
import {
  checkIn,
  createActivity,
  getActivity,
  getRoster,
  getTicket,
  listVolunteers,
  offerOwnSeat,
  signVolunteerUp,
  type Volunteer,
} from '@linli/core/timebank';
import { COURTYARDS, type Marks } from './ledgers.ts';

/** Of one courtyard: an activity with a shift that is on, one to come, and one whose seat a neighbour offers to its volunteer. */
export type Activities = {
  activityId: string;
  volunteerNo: string;
  neighbourNo: string;
  on: { id: string; signUpId: string };
  coming: { id: string; signUpId: string };
  offered: { id: string; signUpId: string };
  /** A shift that is over, at which the volunteer was. */
  over: { id: string; attendanceId: string };
};

const SHIFTS = ['2019-05-10', '2019-05-12', '2019-05-13'].map((day) => ({
  ...{ startsAt: `${day}T01:00:00.000Z`, endsAt: `${day}T03:00:00.000Z`, capacity: 3 },
}));

/** By courtyard. */
export async function addActivities(scope: Scope, marks: Marks): Promise<Map<string, Activities>> {
  const [first, second] = (await listVolunteers(scope, {})).items as [Volunteer, Volunteer];
  return new Map([
    [first.courtyardId ?? '', await ofCourtyard(scope, marks, 0, first, second)],
    [second.courtyardId ?? '', await ofCourtyard(scope, marks, 1, second, first)],
  ]);
}

async function ofCourtyard(
  scope: Scope,
  { shown }: Marks,
  i: 0 | 1,
  volunteer: Volunteer,
  neighbour: Volunteer,
): Promise<Activities> {
  const key = `${shown}-${i}`;
  const { id: activityId } = await createActivity(scope, {
    ...{ key, title: `${shown}${COURTYARDS[i]}活动`, category: `${shown}类`, place: `${shown}处` },
    ...{ contact: shown, courtyardId: volunteer.courtyardId, shifts: SHIFTS },
  });
  const [on = '', coming = '', offered = ''] = (await getActivity(scope, activityId)).shifts.map(
    ({ id }) => id,
  );
  const signedUp = async (shiftId: string, { id: volunteerId }: Volunteer) => ({
    id: shiftId,
    signUpId: (await signVolunteerUp(scope, shiftId, { volunteerId, key })).id,
  });
  const made = {
    ...{ activityId, volunteerNo: volunteer.volunteerNo, neighbourNo: neighbour.volunteerNo },
    on: await signedUp(on, volunteer),
    coming: await signedUp(coming, volunteer),
    offered: await signedUp(offered, neighbour),
  };
  const { personId } = neighbour;
  const grants = [{ role: 'volunteer' as const, tenantId: scope.tenantId, personId }];
  const actor = { kind: 'user' as const, id: 'usr_neighbour', name: '邻居', grants, personId };
  await offerOwnSeat({ ...scope, actor }, offered, { volunteerNo: volunteer.volunteerNo });
  await getTicket(scope, on);
  return { ...made, over: await overShift(scope, shown, volunteer) };
}

const YESTERDAY = { startsAt: '2019-05-09T01:00:00.000Z', endsAt: '2019-05-09T03:00:00.000Z', capacity: 3 };

async function overShift(
  scope: Scope,
  shown: string,
  { id: volunteerId, courtyardId }: Volunteer,
): Promise<Activities['over']> {
  const key = `${shown}-over-${volunteerId}`;
  const [before, then] = ['2019-05-08T02:00:00.000Z', YESTERDAY.endsAt].map((now) => ({ ...scope, now })) as [
    Scope,
    Scope,
  ];
  const words = { title: `${shown}扫除`, category: `${shown}类`, place: `${shown}处`, courtyardId };
  const { id: activityId } = await createActivity(before, { ...words, key, shifts: [YESTERDAY] });
  const [shift] = (await getActivity(scope, activityId)).shifts;
  const shiftId = shift?.id ?? '';
  await signVolunteerUp(before, shiftId, { volunteerId, key });
  const scan = { shiftId, volunteerId };
  await checkIn(then, {
    items: [
      { ...scan, id: 'came-before', what: 'in', at: YESTERDAY.startsAt },
      { ...scan, id: 'left-before', what: 'out', at: YESTERDAY.endsAt },
    ],
  });
  const [attendance] = (await getRoster(scope, shiftId)).attendances;
  return { id: shiftId, attendanceId: attendance?.id ?? '' };
}
