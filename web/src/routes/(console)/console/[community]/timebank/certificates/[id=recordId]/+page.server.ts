import { fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { hours } from '#lib/console/cell.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { objectionsView, settle } from '#lib/console/objections.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

const STATES = {
  announced: m.certificate_state_announced,
  refused: m.certificate_state_refused,
  issued: m.certificate_state_issued,
  revoked: m.certificate_state_revoked,
};

export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const { certificates } = event.locals.api.communities[':community'].timebank;
  const [one, reach] = await Promise.all([
    ask(event, certificates[':id'].$get({ param: { community, id } })),
    reachHere(event),
  ]);
  const { name, volunteerId, volunteerNo, from, to, state, over, number, code, publicUntil } = one;
  const { issuedOn, handler, contact, drawnUpOn, drawnUpBy } = one;
  const writes = mayEverywhere(reach, 'timebank:write');
  return {
    ...{
      id,
      name,
      volunteerId,
      volunteerNo,
      from,
      to,
      number,
      code,
      publicUntil,
      issuedOn,
      handler,
      contact,
    },
    ...{ drawnUpOn, drawnUpBy, writes },
    hours: hours(one.minutes).text,
    times: String(one.times),
    state: state === 'announced' && over ? m.certificate_state_waiting() : STATES[state](),
    announced: state === 'announced' && !over,
    issues: writes && state === 'announced' && over,
    issued: state === 'issued',
    revoked:
      one.revokedOn === undefined
        ? ''
        : m.certificate_revoked_because({
            day: one.revokedOn,
            by: one.revokedBy ?? '',
            reason: one.revokedBecause ?? '',
          }),
    objections: objectionsView(one.objections, () => name),
  };
};

export const actions: Actions = {
  issue: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const one = event.locals.api.communities[':community'].timebank.certificates[':id'];
    const json = { handler: typed['handler'] ?? '', contact: typed['contact'] ?? '' };
    const answer = await submit(event, one.issue.$post({ param: { community, id }, json }));
    if (!answer.ok) return fail(answer.refusal.status, { returned: returnedForm(typed, answer.refusal) });
    redirect(303, event.url.pathname);
  },

  revoke: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const one = event.locals.api.communities[':community'].timebank.certificates[':id'];
    const json = { reason: typed['reason'] ?? '' };
    const answer = await submit(event, one.revocation.$post({ param: { community, id }, json }));
    if (!answer.ok) return fail(answer.refusal.status, { returned: returnedForm(typed, answer.refusal) });
    redirect(303, event.url.pathname);
  },

  settle: async (event) => settle(event, typedIn(await event.request.formData())),
};
