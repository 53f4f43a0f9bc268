import { redirect } from '@sveltejs/kit';
import { refused } from '#lib/account/refused.server.ts';
import { staffOnly } from '#lib/account/staff-only.server.ts';
import { askAuth, readAuth } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await readAuth(event, '/auth/session');
  await staffOnly(event);
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const [current, password] = [form.get('current') ?? '', form.get('password') ?? ''];
    const answer = await askAuth(event, '/auth/password', { current, password });
    if (!answer.ok) return refused(answer);
    redirect(303, '/account?done=password');
  },
};
