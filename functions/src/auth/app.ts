import { closeSession, tokenHashOf } from '@linli/core/identity';
import { LinliError, newId, notFound, parse } from '@linli/core/kernel';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { answerError } from '../api/middleware/errors.ts';
import { language as chooseLanguage } from '../api/middleware/language.ts';
import { sessionTokenOf } from '../api/middleware/session-token.ts';
import { soundJson } from '../api/middleware/sound-json.ts';
import { cookieLine } from './cookie.ts';
import { createDesk, jsonOf, saying } from './desk.ts';
import type { AuthDependencies, AuthEnvironment } from './environment.ts';
import { replaceForgottenPassword } from './forgotten-password.ts';
import { accept, join, offerOf } from './join.ts';
import { PhoneAsked, sendSignInCode, spendShownCode } from './phone-code.ts';
import { accountRoutes } from './routes-of-account.ts';
import { passkeyRoutes } from './routes-of-passkeys.ts';
import { secondFactorRoutes } from './routes-of-second-factor.ts';
import { wechatRoutes } from './routes-of-wechat.ts';
import { sameSite } from './same-site.ts';
import { CardCredentials, Credentials, whoHasCard, whoHasPassword } from './sign-in.ts';
import { signedInWith } from './signed-in.ts';

export type { AuthDependencies, AuthEnvironment } from './environment.ts';
export type { SignedIn } from './signed-in.ts';
export { createStaff } from './staff.ts';

/**
 * Signing in and out, under `/auth`, in a bundle of its own so that the API never loads better-auth.
 *
 * Ways in; each answers 200 `SignedIn` and the session cookie, or `{next: 'secondFactor' | 'enrolment'}` and a session that
 * has no rights until that step is done; 401 when wrong, 403 `wayNotOffered`, 429 after too many tries:
 * - `POST /auth/sign-in` `{username, password}`
 * - `POST /auth/new-password` `{username, code, password}`: with the code an administrator handed over, once
 * - `POST /auth/card` `{cardNumber, pin}`
 * - `POST /auth/code` `{phone}` → 202 `{ticket, minutes}`, whoever has the phone; then `POST /auth/code/sign-in` `{ticket, code}`
 * - `POST /auth/passkey/offer` → `{options, ticket}`; `POST /auth/passkey` `{ticket, answer}`: the browser's own JSON
 * - `POST /auth/wechat/start` `{purpose: 'signIn' | 'link'}` → `{address}`; `POST /auth/wechat/return` `{code, state}`; 404 where
 *   the deployment is not registered there
 * - `POST /auth/second-factor` `{code}`: the code of an app, or a recovery code; or the code handed over by whoever reset it
 * - `POST /auth/second-factor/offer` `{offer?}` → `{offer, address, secret}`; `POST …/confirmation` `{offer, code}` → `SignedIn` and
 *   `recoveryCodes`; `POST …/removal` `{code}`
 * - `POST /auth/join` `{code, username, password, name?}`, `POST /auth/invitation/accept` `{code}` for whoever is signed in;
 *   each says besides where that leads: `joined` `{community?, role}`
 *
 * - `GET /auth/session` → 200 `SignedIn`, or 401 `signInFirst`; with an API token too.
 * - `POST /auth/invitation` `{code}` → 200 what it offers; 404 `invitationInvalid`.
 * - `POST /auth/sign-out` → 204 and the cookie gone, whether or not anybody was signed in.
 * - one's own account: `GET /auth/account`, `/auth/sessions`, `/auth/password`, `/auth/phone`, `/auth/passkeys`,
 *   `/auth/tokens`. Changing how one signs in: 403 `signInAgain` a quarter of an hour after signing in.
 *
 * Bodies are JSON; errors have the API's shape. `app.fetch(request, { address, channel })` names the connection.
 */
export function createAuthApp(deps: AuthDependencies) {
  const desk = createDesk(deps);
  const { auth, keeper, askingOf, ownSession, letIn } = desk;
  const app = new Hono<AuthEnvironment>().use(handIn(deps)).use(chooseLanguage).use(soundJson).use(sameSite);

  app.post('/auth/sign-in', async (c) => {
    const userId = await whoHasPassword(auth, keeper, parse(Credentials, await jsonOf(c)), askingOf(c));
    return letIn(c, userId, { way: 'password', strong: false });
  });

  app.post('/auth/new-password', async (c) => {
    const scopeFor = (userId: string) => desk.ownScopeOf(c, { userId, userName: '' });
    const userId = await replaceForgottenPassword(auth, keeper, await jsonOf(c), askingOf(c), scopeFor);
    return letIn(c, userId, { way: 'password', strong: false });
  });

  app.post('/auth/card', async (c) => {
    const userId = await whoHasCard(keeper, parse(CardCredentials, await jsonOf(c)), askingOf(c));
    if (userId === undefined) throw new LinliError('unauthenticated', 'wrongCard');
    return letIn(c, userId, { way: 'card', strong: false });
  });

  app.post('/auth/code', async (c) => {
    const { phone } = parse(PhoneAsked, await jsonOf(c));
    return c.json(await sendSignInCode(deps, phone, askingOf(c), c.var.language), 202);
  });

  app.post('/auth/code/sign-in', async (c) => {
    const { userId } = await spendShownCode(deps, await jsonOf(c), 'signIn', askingOf(c));
    return letIn(c, userId, { way: 'code', strong: false });
  });

  app.post('/auth/invitation', async (c) => c.json(await offerOf(keeper, await jsonOf(c), askingOf(c))));

  app.post('/auth/join', async (c) => {
    const { userId, joined } = await join(auth, keeper, await jsonOf(c), askingOf(c));
    return saying(c, { joined }, await letIn(c, userId, { way: 'password', strong: false }));
  });

  app.post('/auth/invitation/accept', async (c) => {
    const own = await ownSession(c);
    const joined = await accept(keeper, own, await jsonOf(c), askingOf(c));
    return saying(c, { joined }, await desk.renew(c, own, own.strong === true));
  });

  app.route('/auth', secondFactorRoutes(desk));
  app.route('/auth', passkeyRoutes(desk));
  app.route('/auth', wechatRoutes(desk));
  app.route('/auth', accountRoutes(desk));

  app.get('/auth/session', async (c) => {
    const token = sessionTokenOf(c.req.raw.headers);
    const signedIn = token && (await signedInWith(keeper, token, deps.clock()));
    if (signedIn) return c.json(signedIn);
    const waiting = await desk.waitingSession(c);
    throw new LinliError(
      'unauthenticated',
      waiting.stepLeft === 'enrolment' ? 'enrolmentFirst' : 'secondFactorFirst',
    );
  });

  app.post('/auth/sign-out', async (c) => {
    const token = sessionTokenOf(c.req.raw.headers);
    if (token !== undefined) await closeSession(keeper, tokenHashOf(token));
    const { authCookies } = await auth.$context;
    c.header('set-cookie', expired(authCookies.sessionToken), { append: true });
    return c.body(null, 204);
  });

  app.notFound(() => {
    throw notFound('route');
  });
  app.onError((error, c) => {
    if (error instanceof LinliError && error.code === 'rate_limited')
      c.header('retry-after', String(error.params['seconds'] ?? ''));
    // It reads only what both apps set: the request id, the language and the log.
    return answerError(error, c as unknown as Parameters<typeof answerError>[1]);
  });
  return app;
}

const handIn = (deps: AuthDependencies) =>
  createMiddleware<AuthEnvironment>(async (c, next) => {
    c.set('deps', deps);
    c.set('requestId', newId('session', deps.clock()).replace('ses_', 'req_'));
    c.header('cache-control', 'no-store');
    await next();
    c.header('x-request-id', c.var.requestId);
  });

const expired = ({ name, attributes }: { name: string; attributes: { secure?: boolean } }) =>
  cookieLine({ name, value: '', seconds: 0, secure: attributes.secure === true });
