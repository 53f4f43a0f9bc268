import {
  actorOf,
  closeSession,
  FRESH_MINUTES,
  findSession,
  getGrants,
  isFresh,
  type PeopleScope,
  type StoredSession,
  tokenHashOf,
  trailOf,
  waitingStep,
} from '@linli/core/identity';
import { type DistrictScope, type Grant, LinliError, type Whence } from '@linli/core/kernel';
import type { Context } from 'hono';
import { sessionTokenOf } from '../api/middleware/session-token.ts';
import { createBetterAuth } from './better-auth.ts';
import type { AuthDependencies, AuthEnvironment } from './environment.ts';
import type { Asking } from './guess.ts';
import { deviceKnowing, rememberedDevice } from './known-device.ts';
import { type Opened, openFor, type Shown } from './opening.ts';
import type { SecondStep } from './second-factor.ts';
import { signedInWith } from './signed-in.ts';
import { requireWayOffered } from './ways.ts';

export type AuthContext = Context<AuthEnvironment>;

/** What every route of signing in needs: who asks, what they are in the middle of, and letting them in. */
export type Desk = ReturnType<typeof createDesk>;

export function createDesk(deps: AuthDependencies) {
  const auth = createBetterAuth(deps);
  const keeper = { districtId: deps.districtId, table: deps.districtTable };

  const askingOf = (c: AuthContext): Asking => ({
    now: deps.clock(),
    requestId: c.var.requestId,
    clientAddress: c.env?.address,
    userAgent: c.req.header('user-agent'),
    deviceKnowing: (userId) => deviceKnowing(deps, c.req.raw.headers, userId),
  });

  const sessionIn = async (c: AuthContext): Promise<StoredSession | undefined> => {
    const token = sessionTokenOf(c.req.raw.headers);
    const session = token && (await findSession(keeper, tokenHashOf(token)));
    return session && session.expiresInstant > deps.clock() ? session : undefined;
  };

  /** The session of whoever is signed in. Throws `unauthenticated`, for one that waits for its second step too. */
  const ownSession = async (c: AuthContext): Promise<StoredSession> => {
    const session = await sessionIn(c);
    if (session === undefined || actorOf(session, deps.clock()) === undefined)
      throw new LinliError('unauthenticated', 'signInFirst');
    return session;
  };

  /**
   * The session of whoever wants to change how they sign in, which they must have done a moment ago. Throws `forbidden`
   * otherwise.
   */
  const freshSession = async (c: AuthContext): Promise<StoredSession> => {
    const session = await ownSession(c);
    if (!isFresh(session, deps.clock()))
      throw new LinliError('forbidden', 'signInAgain', { params: { minutes: FRESH_MINUTES } });
    return session;
  };

  /** The session of whoever has yet to show their second factor, or to get one. */
  const waitingSession = async (c: AuthContext): Promise<StoredSession> => {
    const session = await sessionIn(c);
    if (session === undefined || waitingStep(session) === undefined)
      throw new LinliError('unauthenticated', 'signInFirst');
    return session;
  };

  const whence = (c: AuthContext): Whence => {
    const { channel = 'api', address } = c.env ?? {};
    return address === undefined ? { channel } : { channel, address };
  };

  /** To act on what is one's own, with no rights over anything else. */
  const ownScopeOf = (
    c: AuthContext,
    { userId, userName }: Pick<StoredSession, 'userId' | 'userName'>,
  ): DistrictScope => ({
    ...keeper,
    actor: { kind: 'user', id: userId, name: userName, grants: [] },
    now: deps.clock(),
    requestId: c.var.requestId,
    from: whence(c),
  });

  /** To act with a session's rights; with none while it waits, on what is its own all the same. */
  const scopeOf = (c: AuthContext, session: StoredSession): PeopleScope => {
    const own = ownScopeOf(c, session);
    const tenantId = trailOf(session.grants as Grant[]);
    return { ...own, tenantId, actor: actorOf(session, deps.clock()) ?? own.actor };
  };

  /**
   * Opens a session for somebody who has shown who they are, and ends the one their browser had. Answers who is signed in
   * now, or which step is left.
   */
  const letIn = async (c: AuthContext, userId: string | undefined, shown: Shown) => {
    if (userId === undefined) throw new LinliError('unauthenticated', 'wrongCredentials');
    await requireWayOffered(keeper, await getGrants(keeper, userId), shown.way);
    const before = sessionTokenOf(c.req.raw.headers);
    const opening = { userId, ...shown, demanded: deps.secondFactorDemanded };
    const said = { requestId: c.var.requestId, from: whence(c) };
    const opened = await openFor(auth, keeper, { ...opening, ...said }, askingOf(c));
    if (before !== undefined) await closeSession(keeper, tokenHashOf(before));
    return answer(c, userId, opened);
  };

  /** Goes on in a new session after a step or a change of rights; the old one is dead. */
  const renew = (c: AuthContext, session: StoredSession, strong: boolean, secondStep?: SecondStep) =>
    letIn(c, session.userId, { way: session.way ?? 'password', strong, ...(secondStep && { secondStep }) });

  const answer = async (c: AuthContext, userId: string, { cookies, token, stepLeft }: Opened) => {
    // Only a device on which somebody came all the way in knows their account.
    const remembered = stepLeft === undefined ? rememberedDevice(deps, c.req.raw.headers, userId) : undefined;
    for (const cookie of [...cookies, ...(remembered === undefined ? [] : [remembered])])
      c.header('set-cookie', cookie, { append: true });
    if (stepLeft !== undefined) return c.json({ next: stepLeft });
    return c.json(await signedInWith(keeper, token, deps.clock()));
  };

  return {
    ...{ deps, auth, keeper, askingOf, sessionIn, ownSession, freshSession, waitingSession },
    ...{ ownScopeOf, scopeOf, letIn, renew },
  };
}

/** An answer that lets somebody in, and says something more. */
export const saying = async (c: AuthContext, more: object, answer: Response): Promise<Response> =>
  c.json({ ...((await answer.json()) as object), ...more });

export const jsonOf = (c: AuthContext): Promise<unknown> => c.req.json().catch(() => undefined);
