import { fail } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { submit } from './ask.server.ts';
import { returnedForm } from './form.ts';
import type { ConsoleEvent } from './load-list.server.ts';
import type { AnswerOf, Communities } from './rows.ts';

type Objection = AnswerOf<Communities['timebank']['star-rounds'][':id']>['objections'][number];

const STATES = {
  open: m.objection_state_open,
  upheld: m.objection_state_upheld,
  dismissed: m.objection_state_dismissed,
};

/** What is said against something in publicity, as its page shows it. */
export const objectionsView = (objections: readonly Objection[], nameOf: (about: string) => string) =>
  objections.map(({ id, about, reason, lodgedOn, lodgedBy, onBehalfOf, state, note, settledBy }) => ({
    id,
    about: nameOf(about),
    reason,
    on: lodgedOn,
    by: onBehalfOf === undefined ? lodgedBy : m.objection_for({ name: m.objection_somebody(), by: lodgedBy }),
    forWhom: onBehalfOf,
    open: state === 'open',
    state: STATES[state](),
    note: note === undefined ? '' : `${note}（${settledBy ?? ''}）`,
  }));

/** Settles the objection that the form names; what was wrong comes back to be shown in it. */
export async function settle(event: ConsoleEvent, typed: Record<string, string>) {
  const { community } = event.params;
  const { objections } = event.locals.api.communities[':community'].timebank;
  const answer = await submit(
    event,
    objections[':id'].settlement.$post({
      param: { community, id: typed['objection'] ?? '' },
      json: {
        outcome: typed['outcome'] === 'upheld' ? 'upheld' : 'dismissed',
        note: typed['note'] ?? '',
      },
    }),
  );
  if (answer.ok) return { returned: undefined };
  return fail(answer.refusal.status, { returned: returnedForm(typed, answer.refusal) });
}
