import { fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  /** In the body of a form and never in an address; what was typed does not come back either. */
  default: async (event) => {
    const { community } = event.params;
    const { idNumber = '' } = typedIn(await event.request.formData());
    const { persons } = event.locals.api.communities[':community'].courtyard;
    const answer = await submit(event, persons.search.$post({ param: { community }, json: { idNumber } }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm({}, answer.refusal));
    redirect(303, `/console/${community}/courtyard/persons/${answer.value.id}`);
  },
};
