import { fail } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { exportView } from '#lib/console/personal/export-view.server.ts';
import { personFor } from '#lib/console/personal/personal.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => personFor(event, 'personal:export');

export const actions: Actions = {
  default: async (event) => {
    const { community, id } = event.params;
    const typed = typedIn(await event.request.formData());
    const person = event.locals.api.communities[':community'].courtyard.persons[':id'];
    const json = { reason: typed['reason'] ?? '' };
    const answer = await submit(event, person.export.$post({ param: { community, id }, json }));
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    return { whole: await exportView(event, answer.value) };
  },
};
