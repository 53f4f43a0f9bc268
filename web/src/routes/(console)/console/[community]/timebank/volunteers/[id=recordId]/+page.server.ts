import { randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { count, dayOf, hours } from '#lib/console/cell.ts';
import { typedIn } from '#lib/console/form.ts';
import { loadDetail } from '#lib/console/load-detail.server.ts';
import { volunteers } from '#lib/console/nouns/timebank.ts';
import { givePin, stopPin } from '#lib/console/personal/pin.server.ts';
import type { ItemOf } from '#lib/console/rows.ts';
import { standingActions, standingOf } from '#lib/console/volunteers/standing.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { star } from '#lib/words-of-star.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const one = event.locals.api.communities[':community'].timebank.volunteers[':id'];
  const [{ item, view }, account, standing] = await Promise.all([
    loadDetail<ItemOf<'timebank', 'volunteers'>>(event, volunteers, id),
    ask(event, one.account.$get({ param: { community, id } })),
    standingOf(event),
  ]);
  return {
    detail: view,
    id,
    personId: item.personId,
    key: randomUUID(),
    courtyardId: item.courtyardId,
    standing,
    profile: {
      skills: (item.skills ?? []).join(m.console_list_comma()),
      availability: item.availability ?? [],
      partyMember: item.partyMember,
      badgeShown: item.partyBadge !== undefined,
    },
    account: { points: count(account.pointsBalance).text, hours: hours(account.minutesServed).text },
    star: star(account.star),
    naming: account.naming && { ...account.naming, day: dayOf(account.naming.at).text },
  };
};

async function personOf(event: RequestEvent): Promise<string> {
  const { community, id } = event.params;
  const one = event.locals.api.communities[':community'].timebank.volunteers[':id'];
  return (await ask(event, one.$get({ param: { community, id } }))).personId;
}

export const actions: Actions = {
  pin: async (event) => givePin(event, event.params.community, await personOf(event)),

  naming: async (event) => {
    const { community, id } = event.params;
    const agreed = typedIn(await event.request.formData())['agreed'] === 'yes';
    const { naming } = event.locals.api.communities[':community'].timebank.volunteers[':id'];
    const answer = await submit(event, naming.$put({ param: { community, id }, json: { agreed } }));
    return answer.ok
      ? { namingRefused: undefined }
      : fail(answer.refusal.status, { namingRefused: answer.refusal.message });
  },

  stopPin: async (event) => stopPin(event, event.params.community, await personOf(event)),

  ...standingActions,
};
