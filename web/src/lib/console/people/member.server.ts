import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { Answer } from '../ask.server.ts';
import { moment } from '../cell.ts';
import { returnedForm, typedIn } from '../form.ts';
import type { Place } from '../place.server.ts';
import { mayWrite } from './may-write.server.ts';
import type { MemberDetail, Roles } from './people-types.ts';
import { linkTo, personLink } from './person-link.server.ts';
import { roleChoices } from './role-choices.server.ts';
import { rolesIn } from './role-form.ts';

export async function loadMember(event: RequestEvent, place: Place, userId: string) {
  const [member, { roles, courtyards, said }, session, writes] = await Promise.all([
    place.get<MemberDetail>(`identity/members/${encodeURIComponent(userId)}`),
    roleChoices(place),
    event.locals.session(),
    mayWrite(place),
  ]);
  const { community } = place;
  const link =
    writes && community !== undefined ? await personLink(event, community, member, courtyards) : undefined;
  return {
    base: place.base,
    member: { ...member, since: moment(member.since).text.slice(0, 10) },
    said: member.roles.map(said).join(m.console_list_comma()),
    roles,
    courtyards,
    link,
    writes,
    /** Where a code for a forgotten password is used. */
    newPasswordAt: new URL('/sign-in/new-password', event.url).href,
    /** Nobody changes themselves. */
    oneself: session?.user.id === userId,
  };
}

export const memberActions = (placeOf: (event: RequestEvent) => Place) => ({
  /** Other roles; with none ticked the person no longer works here, which the form asks to be sure of. */
  roles: async (event: RequestEvent) => {
    const place = placeOf(event);
    const form = await event.request.formData();
    const { items } = await place.get<Roles>('identity/roles');
    const choices = items.map(({ role, reach }) => ({ value: role, reach }));
    return change(event, place, 'roles', { roles: rolesIn(form, choices) }, 'roles');
  },

  link: async (event: RequestEvent) => {
    const place = placeOf(event);
    const { personId = '' } = typedIn(await event.request.formData());
    return done(place, await linkTo(place, event.params['userId'] ?? '', personId), 'linked');
  },

  unlink: async (event: RequestEvent) => {
    const place = placeOf(event);
    return done(place, await linkTo(place, event.params['userId'] ?? '', null), 'unlinked');
  },

  leave: (event: RequestEvent) => change(event, placeOf(event), 'roles', { roles: [] }, 'left'),

  disable: (event: RequestEvent) => change(event, placeOf(event), 'disabled', { disabled: true }, 'disabled'),

  resetSecondFactor: (event: RequestEvent) => reset(event, placeOf(event), 'second-factor'),

  resetPassword: (event: RequestEvent) => reset(event, placeOf(event), 'password'),

  enable: (event: RequestEvent) => change(event, placeOf(event), 'disabled', { disabled: false }, 'enabled'),
});

async function change(event: RequestEvent, place: Place, what: string, json: object, said: string) {
  const userId = encodeURIComponent(event.params['userId'] ?? '');
  return done(place, await place.send('PUT', `identity/members/${userId}/${what}`, json), said);
}

/** Back to the list, which says what was done; a refusal stays on the page. */
function done(place: Place, answer: Answer<unknown>, said: string) {
  if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
  redirect(303, `${place.base}/people?done=${said}`);
}

/** No redirect: the page that answers is the one place where the code can be read. */
async function reset(event: RequestEvent, place: Place, what: 'second-factor' | 'password') {
  const userId = encodeURIComponent(event.params['userId'] ?? '');
  const path = `identity/members/${userId}/${what}-reset`;
  const answer = await place.send<{ code: string; until: string }>('POST', path, {});
  if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
  return { reset: { what, code: answer.value.code, until: moment(answer.value.until).text } };
}
