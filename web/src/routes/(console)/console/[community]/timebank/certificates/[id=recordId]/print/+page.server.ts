import { error } from '@sveltejs/kit';
import { ask } from '#lib/console/ask.server.ts';
import { hours } from '#lib/console/cell.ts';
import { m } from '#lib/paraglide/messages.js';
import { squareOf } from '#lib/server/square.ts';
import type { PageServerLoad } from './$types';

/** The certificate as it is printed on A4. Only one that stands is printed. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const { certificates, stamp } = event.locals.api.communities[':community'].timebank;
  const [one, { png }] = await Promise.all([
    ask(event, certificates[':id'].$get({ param: { community, id } })),
    ask(event, stamp.$get({ param: { community } })),
  ]);
  if (one.state !== 'issued') error(404, m.error_not_found_text());
  const address = `${event.url.origin}/${community}/certificates/${one.code}`;
  const { name, volunteerNo, from, to, number, issuer, issuedOn, handler, contact } = one;
  return {
    ...{ id, name, volunteerNo, from, to, number, issuer, issuedOn, handler, contact, address },
    hours: hours(one.minutes).text,
    times: String(one.times),
    services: one.services.map(({ category, times, minutes }) => ({
      category,
      times: String(times),
      hours: hours(minutes).text,
    })),
    square: squareOf(address),
    stamp: png === undefined ? undefined : `data:image/png;base64,${png}`,
  };
};
