import { randomUUID } from 'node:crypto';
import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { moment } from '../cell.ts';
import { given, returnedForm, typedIn } from '../form.ts';
import type { Place } from '../place.server.ts';
import { mayWrite } from './may-write.server.ts';
import type { Invitation, Invitations, Members, NewInvitation, Roles } from './people-types.ts';
import { roleChoices } from './role-choices.server.ts';

/** Who works here and who was asked to: one page of each, newest invitation first. */
export async function loadPeople(event: RequestEvent, place: Place) {
  const cursor = event.url.searchParams.get('cursor');
  const page = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const [members, invitations, { roles, courtyards, said }, writes] = await Promise.all([
    place.get<Members>(`identity/members?limit=50${page}`),
    place.get<Invitations>('identity/invitations?limit=100'),
    roleChoices(place),
    mayWrite(place),
  ]);
  const asked = invitations.items.toReversed().map((invitation) => ({
    ...invitation,
    said: said(invitation),
    until: moment(invitation.until).text,
  }));
  return {
    base: place.base,
    /** Whoever may only look is offered nothing to press. */
    writes,
    key: randomUUID(),
    done: event.url.searchParams.get('done') ?? undefined,
    members: members.items.map((member) => ({
      ...member,
      href: `${place.base}/people/${member.userId}`,
      since: moment(member.since).text.slice(0, 10),
      said: member.roles.map(said).join(m.console_list_comma()),
    })),
    open: asked.filter(({ state }) => state === 'open'),
    ended: asked.filter(({ state }) => state !== 'open'),
    roles,
    courtyards,
    nextHref:
      members.next === undefined
        ? undefined
        : `${place.base}/people?${new URLSearchParams({ cursor: members.next })}`,
  };
}

export const peopleActions = (placeOf: (event: RequestEvent) => Place) => ({
  /** Offers a role. The code is on the page that answers, and nowhere after that. */
  invite: async (event: RequestEvent) => {
    const place = placeOf(event);
    const form = await event.request.formData();
    const typed = typedIn(form);
    const { items } = await place.get<Roles>('identity/roles');
    const named = items.some(({ role, reach }) => role === typed['role'] && reach === 'courtyards');
    const courtyardIds = form.getAll('courtyardIds').map(String);
    const channel = given(typed['channel']);
    const json = {
      name: typed['name'] ?? '',
      role: typed['role'] ?? '',
      ...(named && courtyardIds.length > 0 ? { courtyardIds } : {}),
      ...(channel === undefined ? {} : { send: { channel, to: typed['to'] ?? '' } }),
    };
    const answer = await place.send<NewInvitation>('POST', 'identity/invitations', json, typed['key']);
    if (!answer.ok)
      return fail(answer.refusal.status, { ...returnedForm(typed, answer.refusal), chosen: courtyardIds });
    const { name, code, until } = answer.value;
    const link = code === undefined ? undefined : `${event.url.origin}/join?code=${code}`;
    return { invited: { name, code, link, until: moment(until).text, sent: channel !== undefined } };
  },

  withdraw: async (event: RequestEvent) => {
    const place = placeOf(event);
    const id = String((await event.request.formData()).get('id') ?? '');
    const path = `identity/invitations/${encodeURIComponent(id)}/withdrawal`;
    const answer = await place.send<Invitation>('POST', path, {});
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    redirect(303, `${place.base}/people?done=withdrawn`);
  },
});
