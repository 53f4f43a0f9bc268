import { actorOf, closeSession, findSession, secondsLeft, tokenHashOf } from '@linli/core/identity';
import { LinliError, newId, notFound, parse } from '@linli/core/kernel';
import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { answerError } from '../api/middleware/errors.ts';
import { shallowJson } from '../api/middleware/json-depth.ts';
import { language as chooseLanguage } from '../api/middleware/language.ts';
import { sessionTokenOf } from '../api/middleware/session-token.ts';
import { ownAccount } from './account.ts';
import { createBetterAuth } from './better-auth.ts';
import type { AuthDependencies, AuthEnvironment } from './environment.ts';
import { accept, join, offerOf } from './join.ts';
import { endOwnSession, listOwnSessions } from './own-sessions.ts';
import { changePassword } from './password.ts';
import { sameSite } from './same-site.ts';
import { Credentials, type Opened, signIn } from './sign-in.ts';
import { signedInWith } from './signed-in.ts';

export type { AuthDependencies, AuthEnvironment } from './environment.ts';
export type { SignedIn } from './signed-in.ts';
export { createStaff } from './staff.ts';

/**
 * Signing in and out, under `/auth`, in a bundle of its own so that the API never loads better-auth.
 *
 * - `POST /auth/sign-in` `{username, password}` → 200 `SignedIn` and the session cookie; 401 `wrongCredentials`; 429.
 * - `GET /auth/session` → 200 `SignedIn`, or 401 `signInFirst`.
 * - `POST /auth/invitation` `{code}` → 200 what it offers; 404 `invitationInvalid`; 429.
 * - `POST /auth/join` `{code, username, password, name?}` → 200 `SignedIn` and the session cookie.
 * - `POST /auth/invitation/accept` `{code}` → 200 `SignedIn` for whoever is signed in, in a new session.
 * - `POST /auth/password` `{current, password}` → 200 `SignedIn` in a new session; all others are closed.
 * - `GET /auth/account` → one's own account: the user name, the ways in.
 * - `GET /auth/sessions`, `DELETE /auth/sessions/:id` → where one is signed in, and ending it there.
 * - `POST /auth/sign-out` → 204 and the cookie gone, whether or not anybody was signed in.
 *
 * Bodies are JSON; errors have the API's shape. `app.fetch(request, { clientAddress })` names the connection's address.
 */
export function createAuthApp(deps: AuthDependencies) {
  const auth = createBetterAuth(deps);
  const keeper = { districtId: deps.districtId, table: deps.districtTable };
  const app = new Hono<AuthEnvironment>()
    .use(handIn(deps))
    .use(chooseLanguage)
    .use(shallowJson)
    .use(sameSite);

  app.post('/auth/sign-in', async (c) => {
    const credentials = parse(Credentials, await jsonOf(c));
    return letIn(c, await signIn(auth, keeper, credentials, askingOf(c)));
  });

  app.post('/auth/invitation', async (c) => c.json(await offerOf(keeper, await jsonOf(c), askingOf(c))));

  app.post('/auth/join', async (c) => letIn(c, await join(auth, keeper, await jsonOf(c), askingOf(c))));

  app.post('/auth/invitation/accept', async (c) =>
    letIn(c, await accept(auth, keeper, await ownSession(c), await jsonOf(c), askingOf(c))),
  );

  app.post('/auth/password', async (c) =>
    letIn(c, await changePassword(auth, keeper, await ownSession(c), await jsonOf(c), askingOf(c))),
  );

  app.get('/auth/account', async (c) => c.json(await ownAccount(keeper, await ownSession(c))));

  app.get('/auth/sessions', async (c) =>
    c.json({ items: await listOwnSessions(keeper, await ownSession(c), deps.clock()) }),
  );

  app.delete('/auth/sessions/:id', async (c) => {
    await endOwnSession(keeper, await ownSession(c), c.req.param('id'));
    return c.body(null, 204);
  });

  app.get('/auth/session', async (c) => {
    const token = sessionTokenOf(c.req.raw.headers);
    const signedIn = token && (await signedInWith(keeper, token, deps.clock()));
    if (!signedIn) throw new LinliError('unauthenticated', 'signInFirst');
    return c.json(signedIn);
  });

  app.post('/auth/sign-out', async (c) => {
    const token = sessionTokenOf(c.req.raw.headers);
    if (token !== undefined) await closeSession(keeper, tokenHashOf(token));
    const { authCookies } = await auth.$context;
    c.header('set-cookie', expired(authCookies.sessionToken), { append: true });
    return c.body(null, 204);
  });

  const letIn = async (c: AuthContext, opened: Opened | undefined) => {
    if (opened === undefined) throw new LinliError('unauthenticated', 'wrongCredentials');
    for (const cookie of opened.cookies) c.header('set-cookie', cookie, { append: true });
    return c.json(await signedInWith(keeper, opened.token, deps.clock()));
  };

  const ownSession = async (c: AuthContext) => {
    const token = sessionTokenOf(c.req.raw.headers);
    const session = token && (await findSession(keeper, tokenHashOf(token)));
    if (!session || actorOf(session, deps.clock()) === undefined)
      throw new LinliError('unauthenticated', 'signInFirst');
    return session;
  };

  const askingOf = (c: AuthContext) => ({
    now: deps.clock(),
    requestId: c.var.requestId,
    clientAddress: c.env?.clientAddress,
    userAgent: c.req.header('user-agent'),
  });

  app.notFound(() => {
    throw notFound('route');
  });
  app.onError((error, c) => {
    if (error instanceof LinliError && error.code === 'rate_limited')
      c.header('retry-after', String(secondsLeft(deps.clock())));
    // It reads only what both apps set: the request id, the language and the log.
    return answerError(error, c as unknown as Parameters<typeof answerError>[1]);
  });
  return app;
}

type AuthContext = Context<AuthEnvironment>;

const jsonOf = (c: AuthContext): Promise<unknown> => c.req.json().catch(() => undefined);

const handIn = (deps: AuthDependencies) =>
  createMiddleware<AuthEnvironment>(async (c, next) => {
    c.set('deps', deps);
    c.set('requestId', newId('session', deps.clock()).replace('ses_', 'req_'));
    c.header('cache-control', 'no-store');
    await next();
    c.header('x-request-id', c.var.requestId);
  });

const expired = ({ name, attributes }: { name: string; attributes: { secure?: boolean } }) =>
  `${name}=; Max-Age=0; Path=/; HttpOnly; ${attributes.secure ? 'Secure; ' : ''}SameSite=Lax`;
