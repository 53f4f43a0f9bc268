import { randomUUID } from 'node:crypto';
import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { type Answer, askIfThere, askUnless, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { m } from '#lib/paraglide/messages.js';
import { profileIn } from '#lib/volunteers/profile-form.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent & { params: { community: string } };

const timebankOf = ({ locals }: Event) => locals.api.communities[':community'].timebank;
const ownOf = ({ locals }: Event) => locals.api.communities[':community'].me.timebank.volunteering;

/** A resident's own way to being a volunteer: what they may apply with, or how far they have come. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const here = event.url.pathname + event.url.search;
  if ((await event.locals.session()) === undefined)
    redirect(303, `/sign-in/card?next=${encodeURIComponent(here)}`);
  const noticeId = given(event.url.searchParams.get('notice') ?? undefined);
  const notices = timebankOf(event)['recruitment-notices'];
  const [asked, notice] = await Promise.all([
    askUnless(event, ownOf(event).$get({ param: { community } }), 'notAPerson'),
    noticeId && askIfThere(event, notices[':id'].$get({ param: { community, id: noticeId } })),
  ]);
  const back = `/${community}/me`;
  if ('refused' in asked) return { back, notLinked: asked.refused };
  const { birthNeeded, minor, applications, volunteer } = asked.value;
  const [last] = applications;
  return {
    ...{ back, key: randomUUID(), birthNeeded, minor },
    follows: notice && notice.state === 'open' ? { id: notice.id, title: notice.title } : undefined,
    waiting: last?.state === 'applied' ? { id: last.id, said: saidOf(last) } : undefined,
    earlier: last && last.state !== 'applied' && last.state !== 'accepted' ? saidOf(last) : undefined,
    volunteer: volunteer && {
      said: STANDING[volunteer.state]({ number: volunteer.volunteerNo }),
      badge: volunteer.partyMember || volunteer.badgeShown ? volunteer.badgeShown : undefined,
    },
  };
};

const STANDING = {
  training: m.me_volunteer_state_training,
  active: m.me_volunteer_state_active,
  paused: m.me_volunteer_state_paused,
  left: m.me_volunteer_state_left,
};

type Told = { state: string; appliedOn: string; reason?: string | undefined };

function saidOf({ state, appliedOn: on, reason = '' }: Told): string {
  if (state === 'applied') return m.me_volunteer_applied({ on });
  return state === 'declined' ? m.me_volunteer_declined({ on, reason }) : m.me_volunteer_withdrawn({ on });
}

async function done(event: Event, typed: Record<string, string>, answering: Promise<Answer<unknown>>) {
  const answer = await answering;
  if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
  redirect(303, `/${event.params.community}/me/volunteer`);
}

export const actions: Actions = {
  apply: async (event) => {
    const { community } = event.params;
    const form = await event.request.formData();
    const typed: Record<string, string> = {
      ...typedIn(form),
      availability: form.getAll('availability').join(' '),
    };
    const sent = ownOf(event).applications.$post({
      param: { community },
      header: { 'idempotency-key': typed['key'] ?? '' },
      json: {
        ...profileIn(form),
        motive: given(typed['motive']),
        noticeId: given(typed['noticeId']),
        bornIn: given(typed['bornIn']),
      },
    });
    return done(event, typed, submit(event, sent));
  },

  withdraw: async (event) => {
    const typed = typedIn(await event.request.formData());
    const param = { community: event.params.community, id: typed['id'] ?? '' };
    const { applications } = ownOf(event);
    return done(event, typed, submit(event, applications[':id'].withdrawal.$post({ param })));
  },

  badge: async (event) => {
    const typed = typedIn(await event.request.formData());
    const sent = ownOf(event)['party-badge'].$put({
      param: { community: event.params.community },
      json: { agreed: typed['agreed'] === 'yes' },
    });
    return done(event, typed, submit(event, sent));
  },
};
