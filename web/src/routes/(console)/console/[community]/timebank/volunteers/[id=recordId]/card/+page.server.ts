import { ask } from '#lib/console/ask.server.ts';
import { squareOf } from '#lib/server/square.ts';
import type { PageServerLoad } from './$types';

/** A card to carry: staff hold their camera over it, and the volunteer is checked in. The code says their number and nothing else. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const one = event.locals.api.communities[':community'].timebank.volunteers[':id'];
  const { name, volunteerNo } = await ask(event, one.$get({ param: { community, id } }));
  const number = new URLSearchParams({ number: volunteerNo });
  const address = `${event.url.origin}/console/${community}/timebank/on-hand?${number}`;
  return { id, name, volunteerNo, square: squareOf(address) };
};
