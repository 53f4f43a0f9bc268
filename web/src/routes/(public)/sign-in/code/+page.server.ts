import { refused } from '#lib/account/refused.server.ts';
import { typedIn } from '#lib/console/form.ts';
import { goOn } from '#lib/server/after-sign-in.ts';
import { nextIn } from '#lib/server/next.ts';
import { askAuth } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ next: nextIn(url) });

export const actions: Actions = {
  /** First the phone. The answer is the same whether or not an account has it. */
  send: async (event) => {
    const { phone = '' } = typedIn(await event.request.formData());
    const answer = await askAuth(event, '/auth/code', { phone });
    if (!answer.ok) return refused(answer, { phone });
    const { ticket } = (await answer.json()) as { ticket: string };
    return {
      message: '',
      fields: {} as Record<string, string>,
      typed: { phone, ticket } as Record<string, string>,
    };
  },

  /** Then the code that came. */
  enter: async (event) => {
    const { phone = '', ticket = '', code = '', next = '' } = typedIn(await event.request.formData());
    const answer = await askAuth(event, '/auth/code/sign-in', { ticket, code });
    if (!answer.ok) return refused(answer, { phone, ticket });
    return goOn(answer, next);
  },
};
