import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { error } from '@sveltejs/kit';
import { answerIn } from '#lib/account/passkey-answer.server.ts';
import { refused } from '#lib/account/refused.server.ts';
import { typedIn } from '#lib/console/form.ts';
import { goOn } from '#lib/server/after-sign-in.ts';
import { nextIn } from '#lib/server/next.ts';
import { askAuth, refusalIn } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** A browser asks the device with a script, and with nothing else. */
export const csr = true;

type Question = { options: PublicKeyCredentialRequestOptionsJSON; ticket: string };

export const load: PageServerLoad = async (event) => {
  const answer = await askAuth(event, '/auth/passkey/offer', {});
  if (!answer.ok) {
    const { message } = await refusalIn(answer);
    error(answer.status, message, { requestId: event.locals.requestId });
  }
  const { options, ticket } = (await answer.json()) as Question;
  return { next: nextIn(event.url), options, ticket, address: event.url.origin };
};

export const actions: Actions = {
  default: async (event) => {
    const { ticket = '', answer = '', next = '' } = typedIn(await event.request.formData());
    const shown = await askAuth(event, '/auth/passkey', { ticket, answer: answerIn(answer) });
    if (!shown.ok) return refused(shown);
    return goOn(shown, next);
  },
};
