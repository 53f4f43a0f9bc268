import { refused } from '#lib/account/refused.server.ts';
import { typedIn } from '#lib/console/form.ts';
import { goOn } from '#lib/server/after-sign-in.ts';
import { nextIn } from '#lib/server/next.ts';
import { askAuth } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ next: nextIn(url) });

export const actions: Actions = {
  default: async (event) => {
    const { cardNumber = '', pin = '', next = '' } = typedIn(await event.request.formData());
    const answer = await askAuth(event, '/auth/card', { cardNumber, pin });
    if (!answer.ok) return refused(answer, { cardNumber });
    return goOn(answer, next);
  },
};
