import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { m } from '#lib/paraglide/messages.js';
import { read } from '#lib/server/read.ts';
import type { Actions, PageServerLoad } from './$types';

/** To object to what stands in publicity. Anybody may read the page; whoever sends it is signed in. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const { recognition } = event.locals.api.communities[':community'].timebank.public;
  const [{ notices }, session] = await Promise.all([
    read(recognition.$get({ param: { community } })),
    event.locals.session(),
  ]);
  const notice = notices.find((one) => one.id === id);
  if (notice === undefined) error(404, m.error_not_found_text());
  return { notice, key: randomUUID(), signedIn: session !== undefined };
};

export const actions: Actions = {
  default: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { objections } = event.locals.api.communities[':community'].me.timebank;
    const answer = await submit(
      event,
      objections.$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: { about: id, reason: typed['reason'] ?? '' },
      }),
    );
    if (answer.ok) return { done: true, returned: undefined };
    return fail(answer.refusal.status, { done: false, returned: returnedForm(typed, answer.refusal) });
  },
};
