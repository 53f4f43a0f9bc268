import { fail } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const promises = (event: RequestEvent) =>
  event.locals.api.communities[':community'].timebank['need-promises'];

export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const [inForce, reach] = await Promise.all([
    ask(event, promises(event).$get({ param: { community } })),
    reachHere(event),
  ]);
  return { promises: inForce, writes: mayEverywhere(reach, 'timebank:write') };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const number = (name: string) => Number(typed[name] || Number.NaN);
    const json = { ordinary: number('ordinary'), soon: number('soon'), urgent: number('urgent') };
    const answer = await submit(event, promises(event).$put({ param: { community }, json }));
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), saved: false });
    return { typed, message: '', errors: {} as Record<string, string>, saved: true };
  },
};
