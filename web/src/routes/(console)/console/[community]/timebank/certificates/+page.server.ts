import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { loadList } from '#lib/console/load-list.server.ts';
import { certificates } from '#lib/console/nouns/recognition.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

const STAMP_BYTES = 200_000;

export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const { stamp } = event.locals.api.communities[':community'].timebank;
  const [list, { png }, reach] = await Promise.all([
    loadList(event, certificates),
    ask(event, stamp.$get({ param: { community } })),
    reachHere(event),
  ]);
  return { list, stamped: png !== undefined, writes: mayEverywhere(reach, 'timebank:write') };
};

export const actions: Actions = {
  stamp: async (event) => {
    const { community } = event.params;
    const file = (await event.request.formData()).get('file');
    if (!(file instanceof File) || file.size > STAMP_BYTES) return fail(413, { refused: m.stamp_too_big() });
    const png = Buffer.from(await file.arrayBuffer()).toString('base64');
    const { stamp } = event.locals.api.communities[':community'].timebank;
    const answer = await submit(event, stamp.$put({ param: { community }, json: { png } }));
    if (!answer.ok) return fail(answer.refusal.status, { refused: answer.refusal.message });
    redirect(303, event.url.pathname);
  },
};
