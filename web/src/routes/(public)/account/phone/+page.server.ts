import { redirect } from '@sveltejs/kit';
import { refused } from '#lib/account/refused.server.ts';
import { typedIn } from '#lib/console/form.ts';
import { askAuth, readAuth } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  account: await readAuth<{ phone?: string; fresh: boolean }>(event, '/auth/account'),
});

export const actions: Actions = {
  send: async (event) => {
    const { phone = '' } = typedIn(await event.request.formData());
    const answer = await askAuth(event, '/auth/phone/code', { phone });
    if (!answer.ok) return refused(answer, { phone });
    const { ticket } = (await answer.json()) as { ticket: string };
    return {
      message: '',
      fields: {} as Record<string, string>,
      typed: { phone, ticket } as Record<string, string>,
    };
  },

  enter: async (event) => {
    const { phone = '', ticket = '', code = '' } = typedIn(await event.request.formData());
    const answer = await askAuth(event, '/auth/phone', { ticket, code });
    if (!answer.ok) return refused(answer, { phone, ticket });
    redirect(303, '/account?done=saved');
  },

  remove: async (event) => {
    const answer = await askAuth(event, '/auth/phone', {}, 'DELETE');
    if (!answer.ok) return refused(answer);
    redirect(303, '/account?done=saved');
  },
};
