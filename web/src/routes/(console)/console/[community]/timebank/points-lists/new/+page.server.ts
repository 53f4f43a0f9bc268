import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { type Refusal, sendTo, submit } from '#lib/console/ask.server.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import { cardsOf } from '#lib/console/holders.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import type { ReturnedList } from '#lib/gifts/returned-list.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A list is pasted or read from a file, looked at line by line, and posted. Each step is a plain form. */
export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_allowed());
  const cards = await cardsOf(event);
  return {
    key: randomUUID(),
    sources: [
      { value: '', label: m.list_from_community() },
      ...cards.map(({ id, name, beside }) => ({ value: id, label: `${name} ${beside}` })),
    ],
  };
};

type Typed = Record<string, string>;

const lists = (event: RequestEvent) => event.locals.api.communities[':community'].timebank['points-lists'];

/** A file takes the place of what was typed. */
async function textIn(event: RequestEvent): Promise<{ typed: Typed; refusal?: Refusal }> {
  const form = await event.request.formData();
  const typed = typedIn(form);
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return { typed };
  const body = new FormData();
  body.set('file', file);
  const sending = sendTo(event, event.params.community ?? '', 'timebank/points-lists/readings', {
    method: 'POST',
    body,
  });
  const answer = await submit<{ text: string }>(event, sending);
  return answer.ok ? { typed: { ...typed, text: answer.value.text } } : { typed, refusal: answer.refusal };
}

const refused = (typed: Typed, refusal: Refusal) =>
  fail(refusal.status, returnedForm(typed, refusal) satisfies ReturnedList);

export const actions: Actions = {
  check: async (event) => {
    const { typed, refusal } = await textIn(event);
    if (refusal !== undefined) return refused(typed, refusal);
    const { community } = event.params;
    const json = { from: given(typed['from']), text: typed['text'] ?? '' };
    const answer = await submit(event, lists(event).check.$post({ param: { community }, json }));
    if (!answer.ok) return refused(typed, answer.refusal);
    const inChinese = getLocale() === 'zh-CN';
    const lines = answer.value.lines.map(({ wrong, ...line }) => ({
      ...line,
      wrong: wrong && (inChinese ? wrong['zh-CN'] : wrong.en),
    }));
    const returned: ReturnedList = { checked: { ...answer.value, lines }, typed, message: '', errors: {} };
    return returned;
  },
  post: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const answer = await submit(
      event,
      lists(event).$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: { from: given(typed['from']), text: typed['text'] ?? '', reason: typed['reason'] ?? '' },
      }),
    );
    if (!answer.ok) return refused(typed, answer.refusal);
    redirect(303, `/console/${community}/timebank/points-lists/${answer.value.id}`);
  },
};
