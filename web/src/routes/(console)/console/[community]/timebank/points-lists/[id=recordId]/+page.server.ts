import { fail } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { count, dayOf } from '#lib/console/cell.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { LIST_STATES } from '#lib/gifts/list-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A list with what became of it: how far it is posted, who asked and who signed, and its lines, part by part. */
export const load: PageServerLoad = async (event) => {
  const { community, id } = event.params;
  const param = { community, id };
  const { timebank } = event.locals.api.communities[':community'];
  const part = Math.max(0, Number(event.url.searchParams.get('part')) || 0);
  const one = timebank['points-lists'][':id'];
  const [list, lines, reach] = await Promise.all([
    ask(event, one.$get({ param })),
    ask(event, one.lines.$get({ param, query: { part: String(part) } })),
    reachHere(event),
  ]);
  const writes = mayEverywhere(reach, 'timebank:write');
  const waits = writes && list.state === 'asked';
  const ofCard = { param: { community, id: list.source } };
  const holders = waits ? await ask(event, timebank.cards[':id'].holders.$get(ofCard)) : { items: [] };
  const said = (one: { at: string; by: string } | undefined) => one && `${one.by} ${dayOf(one.at).text}`;
  return {
    list: {
      ...list,
      total: count(list.total).text,
      from: list.sourceName ?? m.points_by_community(),
      state: LIST_STATES[list.state](),
      asked: said(list.asked),
      signed: said(list.signed),
      declined: list.declined && `${said(list.declined)} · ${list.declined.reason}`,
      until: list.holdUntil === undefined ? '' : dayOf(list.holdUntil).text,
    },
    sourceHref: list.source.startsWith('crd_')
      ? `/console/${community}/timebank/cards/${list.source}`
      : undefined,
    going: writes && list.state === 'posting',
    waits,
    signers: holders.items
      .filter(({ removed }) => removed === undefined)
      .map(({ personId: value, name: label }) => ({ value, label })),
    ...{ part, lines: lines.lines },
    parts: Array.from({ length: list.parts }, (_, i) => i),
  };
};

export const actions: Actions = {
  carryOn: (event) => act(event, (one, param) => one.steps.$post({ param })),
  sign: (event) =>
    act(event, (one, param, { signer = '' }) => one.signature.$post({ param, json: { signer } })),
  decline: (event) =>
    act(event, (one, param, { signer = '', reason = '' }) =>
      one.refusal.$post({ param, json: { signer, reason } }),
    ),
};

type OneList = RequestEvent['locals']['api']['communities'][':community']['timebank']['points-lists'][':id'];

async function act(
  event: RequestEvent,
  send: (
    one: OneList,
    param: RequestEvent['params'],
    typed: Record<string, string>,
  ) => Parameters<typeof submit<unknown>>[1],
) {
  const typed = typedIn(await event.request.formData());
  const one = event.locals.api.communities[':community'].timebank['points-lists'][':id'];
  const answer = await submit(event, send(one, event.params, typed));
  return answer.ok
    ? { typed: {} as Record<string, string>, message: '', errors: {} as Record<string, string> }
    : fail(answer.refusal.status, returnedForm(typed, answer.refusal));
}
