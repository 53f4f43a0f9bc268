import { shiftTime } from '#lib/activities/shift-time.ts';
import { rosterView } from '#lib/check-in/roster-view.ts';
import { ask } from '#lib/console/ask.server.ts';
import { moment } from '#lib/console/cell.ts';
import { squareOf } from '#lib/server/square.ts';
import type { PageServerLoad } from './$types';

/** A sheet to pin up at the place: the code to check in with, and a list to sign where somebody has no telephone. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const here = event.locals.api.communities[':community'].timebank.shifts[':id'];
  const param = { community, id };
  const [roster, { ticket, until }] = await Promise.all([
    ask(event, here.$get({ param })),
    ask(event, here.ticket.$get({ param })),
  ]);
  const { activity, shift, seats } = roster;
  const expected = rosterView(roster).seated;
  const address = `${event.url.origin}/${community}/me/activities/${id}?ticket=${ticket}`;
  return {
    id,
    activity,
    time: shiftTime(shift),
    square: squareOf(address),
    until: moment(until).text,
    // What is left is for whoever comes in somebody's place.
    lines: Array.from({ length: seats.capacity }, (_, i) => expected[i]),
  };
};
