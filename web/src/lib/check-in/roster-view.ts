import { hourOf } from '#lib/activities/shift-time.ts';
import type { AnswerOf, Communities } from '#lib/console/rows.ts';

type Roster = AnswerOf<Communities['timebank']['shifts'][':id']>;

/** A roster as it is read off: who has a seat, by number; who waits, in their order; who is out of it. */
export function rosterView({ seats, signUps, attendances }: Roster) {
  const rows = signUps
    .map(({ id, volunteerId, volunteerNo, volunteerName, state }) => {
      const came = attendances.find((one) => one.volunteerId === volunteerId);
      return {
        ...{ id, volunteerId, volunteerNo, name: volunteerName, state },
        ...(came === undefined
          ? {}
          : { attendanceId: came.id, inAt: hourOf(came.inAt), minutes: String(came.minutes) }),
        corrected: came?.corrected && { name: came.corrected.by, reason: came.corrected.reason },
        recordId: came?.recordId,
        proposalId: came?.proposalId,
        ...(came?.outAt === undefined ? {} : { outAt: hourOf(came.outAt) }),
      };
    })
    .sort((a, b) => (a.volunteerNo < b.volunteerNo ? -1 : 1));
  const isIn = (state: string) => state === 'seated' || state === 'attended' || state === 'absent';
  return {
    seated: rows.filter(({ state }) => isIn(state)),
    waiting: seats.waiting.flatMap((id) => rows.filter((row) => row.id === id)),
    out: rows.filter(({ state }) => state === 'cancelled' || state === 'handedOver'),
  };
}
export type RosterRow = ReturnType<typeof rosterView>['seated'][number];
