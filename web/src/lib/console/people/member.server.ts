import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { askIfThere, sendTo } from '../ask.server.ts';
import { moment } from '../cell.ts';
import { returnedForm } from '../form.ts';
import type { Place } from '../place.server.ts';
import { mayWrite } from './may-write.server.ts';
import type { Member, Roles } from './people-types.ts';
import { roleChoices } from './role-choices.server.ts';
import { rolesIn } from './role-form.ts';

export async function loadMember(event: RequestEvent, place: Place, userId: string) {
  const [member, { roles, courtyards, said }, session, writes] = await Promise.all([
    place.get<Member>(`identity/members/${encodeURIComponent(userId)}`),
    roleChoices(place),
    event.locals.session(),
    mayWrite(place),
  ]);
  const namesakes = writes ? await namesakesOf(event, place, member.name) : [];
  return {
    base: place.base,
    member: { ...member, since: moment(member.since).text.slice(0, 10) },
    said: member.roles.map(said).join(m.console_list_comma()),
    roles,
    courtyards,
    /** Persons of the register who may be this very person. */
    namesakes,
    writes,
    /** Where a code for a forgotten password is used. */
    newPasswordAt: new URL('/sign-in/new-password', event.url).href,
    /** Nobody changes themselves. */
    oneself: session?.user.id === userId,
  };
}

type Namesake = { id: string; name: string; bornIn?: string };

async function namesakesOf(event: RequestEvent, { community }: Place, name: string) {
  if (community === undefined) return [];
  const path = `courtyard/persons?${new URLSearchParams({ search: name, limit: '20' })}`;
  const asking = sendTo(event, community, path) as Promise<
    Response & { json(): Promise<{ items: Namesake[] }> }
  >;
  const found = await askIfThere(event, asking);
  return (found?.items ?? []).map((person) => ({
    value: person.id,
    label: [person.name, person.bornIn].filter(Boolean).join(' '),
  }));
}

export const memberActions = (placeOf: (event: RequestEvent) => Place) => ({
  /** Other roles; with none ticked the person no longer works here, which the form asks to be sure of. */
  roles: async (event: RequestEvent) => {
    const place = placeOf(event);
    const form = await event.request.formData();
    const { items } = await place.get<Roles>('identity/roles');
    const choices = items.map(({ role, reach }) => ({ value: role, reach }));
    const personId = form.get('personId');
    const linked = typeof personId === 'string' ? { personId: personId === '' ? null : personId } : {};
    return change(event, place, 'roles', { roles: rolesIn(form, choices), ...linked }, 'roles');
  },

  leave: (event: RequestEvent) => change(event, placeOf(event), 'roles', { roles: [] }, 'left'),

  disable: (event: RequestEvent) => change(event, placeOf(event), 'disabled', { disabled: true }, 'disabled'),

  resetSecondFactor: (event: RequestEvent) => reset(event, placeOf(event), 'second-factor'),

  resetPassword: (event: RequestEvent) => reset(event, placeOf(event), 'password'),

  enable: (event: RequestEvent) => change(event, placeOf(event), 'disabled', { disabled: false }, 'enabled'),
});

async function change(event: RequestEvent, place: Place, what: string, json: object, done: string) {
  const userId = encodeURIComponent(event.params['userId'] ?? '');
  const answer = await place.send('PUT', `identity/members/${userId}/${what}`, json);
  if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
  redirect(303, `${place.base}/people?done=${done}`);
}

/** No redirect: the page that answers is the one place where the code can be read. */
async function reset(event: RequestEvent, place: Place, what: 'second-factor' | 'password') {
  const userId = encodeURIComponent(event.params['userId'] ?? '');
  const path = `identity/members/${userId}/${what}-reset`;
  const answer = await place.send<{ code: string; until: string }>('POST', path, {});
  if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
  return { reset: { what, code: answer.value.code, until: moment(answer.value.until).text } };
}
