import { fail, redirect } from '@sveltejs/kit';
import { ask, askUnless, submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { CATEGORIES, wishedTime } from '#lib/needs/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const helping = (event: RequestEvent) => event.locals.api.communities[':community'].me.timebank.helping;

/** What a volunteer has taken on, and what waits for somebody: what suits them first. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const here = `/${community}/me/helping`;
  const back = `/${community}/me`;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=${here}`);
  const param = { community };
  const asked = await askUnless(event, helping(event).$get({ param }), 'notAVolunteer');
  if ('refused' in asked) return { here, back, notAVolunteer: asked.refused };
  const courtyards = event.locals.api.communities[':community'].courtyard.public;
  const { items } = await ask(event, courtyards.$get({ param, query: { limit: '100' } }));
  const names = new Map(items.map(({ id, name }) => [id, name]));
  const { active, taken, matching, others } = asked.value;
  const line = ({ id, category, courtyardId, ...wished }: (typeof matching)[number]) => ({
    id,
    category: CATEGORIES[category](),
    facts: [courtyardId && names.get(courtyardId), wishedTime(wished)].filter(Boolean).join(' · '),
    urgent: wished.urgency === 'urgent',
  });
  return {
    ...{ here, back, active },
    taken: taken.map(({ id, category, personName, place, ...wished }) => ({
      ...{ id, category: CATEGORIES[category](), personName, place, wished: wishedTime(wished) },
    })),
    matching: matching.map(line),
    others: others.map(line),
  };
};

/** It is taken once, so that it needs no key: to the page that says where to go. */
export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const { id = '', ...typed } = typedIn(await event.request.formData());
    const answer = await submit(event, helping(event)[':id'].taking.$post({ param: { community, id } }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/${community}/me/helping/${id}`);
  },
};
