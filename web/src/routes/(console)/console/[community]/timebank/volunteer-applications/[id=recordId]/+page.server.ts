import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { type Answer, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { volunteerApplications } from '#lib/console/nouns/volunteering.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayIn } from '#lib/console/reach.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import { guardianIn, guardianView } from '#lib/console/volunteers/guardian-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { item, view } = await loadDetail<ItemOf<'timebank', 'volunteer-applications'>>(
    event,
    volunteerApplications,
    event.params.id,
  );
  const writes = mayIn(await reachHere(event), 'timebank:write', item.courtyardId);
  const waits = item.state === 'applied';
  return {
    detail: view,
    decides: writes && waits,
    guardian: guardianView(item.minor, item.guardian),
    agreed: !item.minor || item.guardian !== undefined,
  };
};

type Typed = Record<string, string>;
type Event = RequestEvent & { params: { community: string; id: string } };

const applicationOf = ({ locals, params: { community, id } }: Event) => ({
  one: locals.api.communities[':community'].timebank['volunteer-applications'][':id'],
  param: { community, id },
});

/** A decision holds once, so that it needs no key of its own; what comes back says which form it was. */
async function decide(event: Event, which: string, send: (typed: Typed) => Promise<Answer<unknown>>) {
  const typed = typedIn(await event.request.formData());
  const answer = await send(typed);
  if (!answer.ok) return fail(answer.refusal.status, { which, ...returnedForm(typed, answer.refusal) });
  const { community, id } = event.params;
  redirect(303, `/console/${community}/timebank/volunteer-applications/${id}`);
}

export const actions: Actions = {
  accept: (event) => {
    const { one, param } = applicationOf(event);
    return decide(event, 'accept', ({ reason }) =>
      submit(event, one.acceptance.$post({ param, json: { reason: given(reason) } })),
    );
  },

  decline: (event) => {
    const { one, param } = applicationOf(event);
    return decide(event, 'decline', ({ reason = '' }) =>
      submit(event, one.refusal.$post({ param, json: { reason } })),
    );
  },

  withdraw: (event) => {
    const { one, param } = applicationOf(event);
    return decide(event, 'withdraw', ({ reason = '' }) =>
      submit(event, one.withdrawal.$post({ param, json: { reason } })),
    );
  },

  guardian: (event) => {
    const { one, param } = applicationOf(event);
    return decide(event, 'guardian', (typed) =>
      submit(event, one['guardian-consent'].$put({ param, json: guardianIn(typed) })),
    );
  },
};
