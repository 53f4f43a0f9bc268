import { fail, type RequestEvent } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { said } from '#lib/words.ts';

type Event = RequestEvent & { params: { community: string; id: string } };
type Stay = { id: string; name: string; why: string };

/**
 * Makes hours of a shift's attendances, fifty after fifty, and says what became of them: a press that was cut off goes on
 * with the next, so that it needs no key.
 */
export async function makeHours(event: Event) {
  const typed = typedIn(await event.request.formData());
  const propose = typed['propose'] === 'yes';
  const { hours } = event.locals.api.communities[':community'].timebank.shifts[':id'];
  const became = { recorded: 0, proposed: 0, noticed: false, stay: [] as Stay[] };
  let after: string | undefined;
  do {
    const answer = await submit(event, hours.$post({ param: event.params, json: { propose, after } }));
    if (!answer.ok)
      return fail(answer.refusal.status, {
        ...returnedForm(typed, answer.refusal),
        ...{ form: 'hours', hours: undefined },
      });
    for (const { id, name, outcome, noticed, refusal } of answer.value.items) {
      if (outcome !== 'stays') became[outcome]++;
      else became.stay.push({ id, name, why: said(refusal) ?? '' });
      became.noticed ||= outcome === 'stays' && noticed;
    }
    after = answer.value.next;
  } while (after !== undefined);
  return { typed, message: '', errors: {} as Record<string, string>, form: 'hours', hours: became };
}
