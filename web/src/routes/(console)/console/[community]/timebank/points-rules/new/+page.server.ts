import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { ask, submit } from '#lib/console/ask.server.ts';
import { dayOf } from '#lib/console/cell.ts';
import { given, returnedForm, typedIn } from '#lib/console/form.ts';
import type { ConsoleEvent } from '#lib/console/load-list.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { errorsInForm, ruleIn, typedFrom } from '#lib/console/rules/rule-form.ts';
import { previewIn, withPart } from '#lib/console/rules/rule-preview.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

const DAY_MS = 24 * 3600_000;

/** A new rule begins as the one in force says, from tomorrow; a month that is over shows what it would come to. */
export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_yours());
  const rules = await ask(event, rulesOf(event).$get({ param: { community: event.params.community } }));
  const inForce = rules.find(({ state }) => state === 'inForce');
  const today = dayOf(new Date().toISOString()).text;
  return {
    key: randomUUID(),
    initial: {
      ...(inForce === undefined ? {} : typedFrom(inForce)),
      from: dayOf(new Date(Date.now() + DAY_MS).toISOString()).text,
      month: monthBefore(today),
    },
  };
};

const rulesOf = (event: ConsoleEvent) => event.locals.api.communities[':community'].timebank['points-rules'];

const monthBefore = (today: string): string => {
  const [year = 0, number = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
};

export const actions: Actions = {
  preview: async (event) => {
    const typed = typedIn(await event.request.formData());
    const { month = '', soFar, fromDay } = typed;
    const rule = ruleIn(typed);
    const terms = JSON.stringify(rule);
    const before = fromDay === undefined ? undefined : previewIn(soFar, terms, month);
    const asked = { rule, month, ...(before === undefined ? {} : { fromDay: given(fromDay) }) };
    const param = { community: event.params.community };
    const answer = await submit(event, rulesOf(event).preview.$post({ param, json: asked }));
    if (!answer.ok) {
      const { message, errors } = returnedForm(typed, answer.refusal);
      return fail(answer.refusal.status, refused(typed, message, errors));
    }
    return { typed, message: '', errors: {}, preview: withPart(before, answer.value, { terms, month }) };
  },

  save: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const answer = await submit(
      event,
      rulesOf(event).$post({
        param: { community },
        header: { 'idempotency-key': typed['key'] ?? '' },
        json: ruleIn(typed),
      }),
    );
    if (!answer.ok) {
      const { message, errors } = returnedForm(typed, answer.refusal);
      return fail(answer.refusal.status, refused(typed, message, errors));
    }
    redirect(303, `/console/${community}/timebank/points-rules/${answer.value.id}`);
  },
};

/** The API says `rule.from` of a preview and `from` of a rule: the form has one field for both. */
function refused(typed: Record<string, string>, message: string, errors: Record<string, string>) {
  const fields = Object.entries(errors).map(([field, said]) => [field.replace(/^rule\./, ''), said]);
  return { typed, message, errors: errorsInForm(typed, Object.fromEntries(fields)), preview: undefined };
}
