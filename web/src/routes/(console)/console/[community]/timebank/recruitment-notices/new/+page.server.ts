import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { submit } from '#lib/console/ask.server.ts';
import { returnedForm, typedIn } from '#lib/console/form.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { skillsIn } from '#lib/volunteers/profile-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'timebank:write')) error(403, m.console_not_allowed());
  return { key: randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const typed = typedIn(await event.request.formData());
    const { key = '', title = '', text = '', skills = '', until = '' } = typed;
    const notices = event.locals.api.communities[':community'].timebank['recruitment-notices'];
    const answer = await submit(
      event,
      notices.$post({
        param: { community },
        header: { 'idempotency-key': key },
        json: { title, text, skills: skillsIn(skills), wanted: Number(typed['wanted'] || Number.NaN), until },
      }),
    );
    if (!answer.ok) return fail(answer.refusal.status, returnedForm(typed, answer.refusal));
    redirect(303, `/console/${community}/timebank/recruitment-notices/${answer.value.id}`);
  },
};
