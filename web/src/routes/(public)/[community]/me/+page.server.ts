import { fail, redirect } from '@sveltejs/kit';
import { askIfThere, askUnless, submit } from '#lib/console/ask.server.ts';
import { dayOf, duration, hours } from '#lib/console/cell.ts';
import { typedIn } from '#lib/console/form.ts';
import { star } from '#lib/words-of-star.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the community has recorded about whoever is signed in as its resident. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  if ((await event.locals.session()) === undefined) redirect(303, `/sign-in/card?next=/${community}/me`);
  const asking = event.locals.api.communities[':community'].me.$get({ param: { community } });
  const asked = await askUnless(event, asking, 'notAPerson');
  const here = `/${community}/me`;
  // Whoever has joined as a resident has an account before the desk has seen who they are.
  if ('refused' in asked) return { here, publicHref: `/${community}`, notLinked: asked.refused };
  const own = asked.value;
  const volunteering = (await event.parent()).community.modules.includes('timebank');
  const { cards } = event.locals.api.communities[':community'].me.timebank;
  const held = volunteering ? await askIfThere(event, cards.$get({ param: { community } })) : undefined;
  return {
    here,
    name: own.person.name,
    volunteering,
    holdsCards: (held?.items.length ?? 0) > 0,
    timeBank: own.timeBank && {
      ...own.timeBank,
      hours: hours(own.timeBank.minutesServed).text,
      star: star(own.timeBank.star),
      named: own.timeBank.naming?.agreed === true ? dayOf(own.timeBank.naming.at).text : undefined,
      records: own.timeBank.records.map((record) => ({
        ...record,
        duration: duration(record.durationMinutes).text,
      })),
    },
  };
};

export const actions: Actions = {
  naming: async (event) => {
    const { community } = event.params;
    const agreed = typedIn(await event.request.formData())['agreed'] === 'yes';
    const { naming } = event.locals.api.communities[':community'].me.timebank;
    const answer = await submit(event, naming.$put({ param: { community }, json: { agreed } }));
    return answer.ok ? { message: '' } : fail(answer.refusal.status, { message: answer.refusal.message });
  },
};
