import { refused } from '#lib/account/refused.server.ts';
import { typedIn } from '#lib/console/form.ts';
import { goOn } from '#lib/server/after-sign-in.ts';
import { askAuth } from '#lib/server/sign-in.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const { username = '', code = '', password = '' } = typedIn(await event.request.formData());
    const answer = await askAuth(event, '/auth/new-password', { username, code, password });
    // Only the password is asked for again: the code was read out on the telephone.
    if (!answer.ok) return refused(answer, { username, code });
    return goOn(answer, '');
  },
};
