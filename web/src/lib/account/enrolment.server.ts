import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { typedIn } from '#lib/console/form.ts';
import { nextIn } from '#lib/server/next.ts';
import { sameSitePath } from '#lib/server/same-site-path.ts';
import { type SignedIn, startOf } from '#lib/server/session.ts';
import { askAuth, refusalIn } from '#lib/server/sign-in.ts';
import { squareCode } from '#lib/server/square-code.ts';

/** A new secret for an authenticator app, as a square code and in letters. A form that came back keeps the one it had. */
export async function loadEnrolment(event: RequestEvent) {
  const next = nextIn(event.url);
  if (event.request.method === 'POST') return { next, shown: undefined };
  const shown = await offered(event, {});
  if (shown === undefined) redirect(303, '/sign-in');
  return { next, shown };
}

/** What an app is set up with; that of a form which came back once more. Undefined when there is none. */
async function offered(event: RequestEvent, asked: { offer?: string }) {
  const answer = await askAuth(event, '/auth/second-factor/offer', asked);
  if (!answer.ok) return undefined;
  const { offer, address, secret } = (await answer.json()) as Record<'offer' | 'address' | 'secret', string>;
  return { offer, address, square: squareCode(address), secret: secret.replace(/(.{4})(?=.)/g, '$1 ') };
}

/** The app has it: from now on it is asked for. The recovery codes are on the page that answers, and nowhere after that. */
export async function confirmEnrolment(event: RequestEvent) {
  const { offer = '', code = '', next = '' } = typedIn(await event.request.formData());
  const answer = await askAuth(event, '/auth/second-factor/confirmation', { offer, code });
  if (!answer.ok) {
    const { message, fields } = await refusalIn(answer);
    return fail(answer.status, { message, fields, shown: await offered(event, { offer }) });
  }
  const { recoveryCodes, ...session } = (await answer.json()) as SignedIn & { recoveryCodes: string[] };
  return {
    ...{ message: '', fields: {} as Record<string, string>, shown: undefined },
    recoveryCodes,
    goOnHref: sameSitePath(next, startOf(session)),
  };
}
