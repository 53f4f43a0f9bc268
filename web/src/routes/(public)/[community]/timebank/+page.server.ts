import { shiftTime } from '#lib/activities/shift-time.ts';
import { read } from '#lib/server/read.ts';
import type { PageServerLoad } from './$types';

const CALLS_SHOWN = '20';
const SHIFTS_SHOWN = 6;
const NEEDS_SHOWN = 12;

export const load: PageServerLoad = async ({ locals, params: { community } }) => {
  const api = locals.api.communities[':community'];
  const param = { community };
  const [home, { rule, coming, catalogue }, { notices, honours }, { items: calls }, { shifts }, { needs }] =
    await Promise.all([
      read(api.reporting.home.$get({ param })),
      read(api.timebank.public.$get({ param })),
      read(api.timebank.public.recognition.$get({ param })),
      read(api.timebank['recruitment-notices'].open.$get({ param, query: { limit: CALLS_SHOWN } })),
      read(api.timebank.activities.public.$get({ param })),
      read(api.timebank['service-needs'].public.$get({ param })),
    ]);
  const { figures, months, asOf, courtyards } = home;
  const now = new Date().toISOString();
  const wanting = shifts.filter(
    ({ startsAt, seats }) => startsAt > now && seats.calledOff === undefined && seats.free > 0,
  );
  return {
    ...{ figures, months, asOf, rule, coming, catalogue, calls, honours },
    noticeCount: notices.length,
    shifts: wanting.slice(0, SHIFTS_SHOWN).map((shift) => ({
      id: shift.id,
      time: shiftTime(shift),
      title: shift.activity.title,
      free: shift.seats.free,
    })),
    needCount: needs.length,
    needs: needs.slice(0, NEEDS_SHOWN).map(({ courtyardId, ...need }) => ({
      ...need,
      courtyard: courtyards.find(({ id }) => id === courtyardId)?.name ?? '',
    })),
  };
};
