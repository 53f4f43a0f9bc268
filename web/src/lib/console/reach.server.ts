import type { RequestEvent } from '@sveltejs/kit';
import { ask } from './ask.server.ts';
import type { Reach } from './reach.ts';

const ASKED = new WeakMap<App.Locals, Promise<Reach>>();

/** Asked of the API once a request, however many of its pages and layouts want to know. */
export function reachHere(event: RequestEvent & { params: { community: string } }): Promise<Reach> {
  const asked = ASKED.get(event.locals) ?? askReach(event);
  ASKED.set(event.locals, asked);
  return asked;
}

async function askReach(event: RequestEvent & { params: { community: string } }): Promise<Reach> {
  const { community } = event.params;
  const { reach } = event.locals.api.communities[':community'].identity;
  const { items } = await ask(event, reach.$get({ param: { community } }));
  return Object.fromEntries(items.map(({ permission, courtyards }) => [permission, courtyards]));
}
