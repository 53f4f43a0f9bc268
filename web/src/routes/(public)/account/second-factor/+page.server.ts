import { fail, redirect } from '@sveltejs/kit';
import { confirmEnrolment, loadEnrolment } from '#lib/account/enrolment.server.ts';
import { staffOnly } from '#lib/account/staff-only.server.ts';
import { typedIn } from '#lib/console/form.ts';
import { askAuth, readAuth, refusalIn } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

type Account = { secondFactor?: { recoveryCodesLeft: number } };

export const load: PageServerLoad = async (event) => {
  // The session that an answer was given with is no more: what is read with it would lead away from the answer.
  if (event.request.method === 'POST') return { ...(await loadEnrolment(event)), codesLeft: undefined };
  const [account] = await Promise.all([readAuth<Account>(event, '/auth/account'), staffOnly(event)]);
  return { ...(await loadEnrolment(event)), codesLeft: account.secondFactor?.recoveryCodesLeft };
};

export const actions: Actions = {
  enrol: confirmEnrolment,

  /** With a code of the app, or a recovery code: whoever sits down at an open screen has neither. */
  remove: async (event) => {
    const { code = '' } = typedIn(await event.request.formData());
    const answer = await askAuth(event, '/auth/second-factor/removal', { code });
    if (!answer.ok) {
      const { message, fields } = await refusalIn(answer);
      return fail(answer.status, { removal: { message, fields } });
    }
    redirect(303, '/account?done=saved');
  },
};
