import { fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { personFor } from '#lib/console/personal/personal.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => personFor(event, 'personal:erase');

export const actions: Actions = {
  default: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const { reason = '', name = '' } = typed;
    const person = event.locals.api.communities[':community'].courtyard.persons[':id'];
    const answer = await submit(
      event,
      person.erasure.$post({ param: { community, id }, json: { reason, name } }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    const { state, records, workbooks } = answer.value;
    if (state === 'more') return { more: { reason, name, records: String(records) } };
    redirect(303, `/console/${community}/courtyard/persons/erased?records=${records}&workbooks=${workbooks}`);
  },
};
