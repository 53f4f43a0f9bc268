import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { redirect } from '@sveltejs/kit';
import { answerIn } from '#lib/account/passkey-answer.server.ts';
import { refused } from '#lib/account/refused.server.ts';
import { moment } from '#lib/console/cell.ts';
import { typedIn } from '#lib/console/form.ts';
import { askAuth, readAuth } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** A browser asks the device with a script, and with nothing else. */
export const csr = true;

type Account = { fresh: boolean; passkeys: { id: string; name: string; since: string }[] };
type Question = { options: PublicKeyCredentialCreationOptionsJSON; ticket: string };

export const load: PageServerLoad = async (event) => {
  const { fresh, passkeys } = await readAuth<Account>(event, '/auth/account');
  const offer = fresh ? await askAuth(event, '/auth/passkeys/offer', {}) : undefined;
  return {
    passkeys: passkeys.map(({ id, name, since }) => ({ id, name, since: moment(since).text.slice(0, 10) })),
    question: offer?.ok ? ((await offer.json()) as Question) : undefined,
    address: event.url.origin,
    done: event.url.searchParams.get('done'),
  };
};

export const actions: Actions = {
  add: async (event) => {
    const { ticket = '', answer = '', name = '' } = typedIn(await event.request.formData());
    const kept = await askAuth(event, '/auth/passkeys', { ticket, answer: answerIn(answer), name });
    if (!kept.ok) return refused(kept, { name });
    redirect(303, '/account/passkeys?done=added');
  },

  remove: async (event) => {
    const { id = '' } = typedIn(await event.request.formData());
    const gone = await askAuth(event, `/auth/passkeys/${encodeURIComponent(id)}`, {}, 'DELETE');
    if (!gone.ok) return refused(gone);
    redirect(303, '/account/passkeys?done=removed');
  },
};
