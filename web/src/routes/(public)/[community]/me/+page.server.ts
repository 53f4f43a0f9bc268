import { redirect } from '@sveltejs/kit';
import { ask } from '#lib/console/ask.server.ts';
import { duration, hours } from '#lib/console/cell.ts';
import type { PageServerLoad } from './$types';

/** What the community has recorded about whoever is signed in as its resident. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=/${community}/me`);
  const own = await ask(event, event.locals.api.communities[':community'].me.$get({ param: { community } }));
  return {
    here: `/${community}/me`,
    name: own.person.name,
    timeBank: own.timeBank && {
      ...own.timeBank,
      hours: hours(own.timeBank.minutesServed).text,
      records: own.timeBank.records.map((record) => ({
        ...record,
        duration: duration(record.durationMinutes).text,
      })),
    },
  };
};
