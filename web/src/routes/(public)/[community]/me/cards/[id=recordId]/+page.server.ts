import { fail } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { count, dayOf } from '#lib/console/cell.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { KINDS } from '#lib/console/nouns/points.ts';
import { LIST_STATES } from '#lib/gifts/list-words.ts';
import type { Actions, PageServerLoad } from './$types';

/** One's card: what is on it, what waits for a second signature, what was given, and its lines a page at a time. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const cursor = event.url.searchParams.get('earlier');
  const { timebank: own } = event.locals.api.communities[':community'].me;
  const query = cursor === null ? {} : { cursor };
  const card = await ask(event, own.cards[':id'].$get({ param: { community, id }, query }));
  return {
    back: `/${community}/me/cards`,
    here: event.url.pathname,
    card: {
      ...{ holder: card.holder, cardNo: card.cardNo, signs: card.signatures === 2 },
      ...{ points: count(card.pointsBalance).text, held: count(card.pointsHeld).text },
      holds: card.pointsHeld > 0,
    },
    gifts: card.gifts.map(({ asked, signed, declined, holdUntil, total, state, ...gift }) => ({
      ...gift,
      ...{ total: count(total).text, waits: state === 'asked', said: LIST_STATES[state]() },
      ...{ asked: asked?.by ?? '', signed: signed?.by, declined: declined?.reason },
      until: holdUntil === undefined ? '' : dayOf(holdUntil).text,
    })),
    lines: card.lines.map(({ id: lineId, on, kind, reason, points, pointsAfter, held }) => ({
      ...{ id: lineId, on, reason: reason ?? '', kind: KINDS[kind]() },
      points: count(points === 0 ? held : points).text,
      after: count(pointsAfter).text,
    })),
    earlierHref: card.next && `${event.url.pathname}?${new URLSearchParams({ earlier: card.next })}`,
  };
};

export const actions: Actions = {
  sign: async (event) => {
    const typed = typedIn(await event.request.formData());
    const param = { community: event.params.community, id: typed['gift'] ?? '' };
    const gift = event.locals.api.communities[':community'].me.timebank.gifts[':id'];
    const answer = await submit(event, gift.signature.$post({ param }));
    return answer.ok ? { gift: '', message: '' } : refused(typed, answer.refusal);
  },
  decline: async (event) => {
    const typed = typedIn(await event.request.formData());
    const param = { community: event.params.community, id: typed['gift'] ?? '' };
    const gift = event.locals.api.communities[':community'].me.timebank.gifts[':id'];
    const json = { reason: typed['reason'] ?? '' };
    const answer = await submit(event, gift.refusal.$post({ param, json }));
    return answer.ok ? { gift: '', message: '' } : refused(typed, answer.refusal);
  },
};

const refused = (typed: Record<string, string>, refusal: Parameters<typeof returnedForm>[1]) =>
  fail(refusal.status, { gift: typed['gift'] ?? '', ...returnedForm(typed, refusal) });
