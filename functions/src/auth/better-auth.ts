import { type Keeper, normalizeUsername, slowHash, slowHashMatches, Username } from '@linli/core/identity';
import { newId } from '@linli/core/kernel';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins/username';
import { type Shelves, shelfAdapter } from './adapter.ts';
import type { AuthDependencies } from './environment.ts';
import { recordShelf } from './record-shelf.ts';
import { sessionShelf } from './session-shelf.ts';

/** What better-auth believes; sessions end when core/identity/session.ts says, which is no later. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;

const ON_HTTPS = '__Host-linli.session_token';
const ON_LOOPBACK = 'linli.session_token';

export const shelvesOf =
  (keeper: Keeper): Shelves =>
  (modelKey, model) =>
    modelKey === 'session' ? sessionShelf(keeper) : recordShelf(keeper, modelKey, model);

/**
 * better-auth, configured to check a password and open a session, and to reach nothing but the table: no mail, no
 * telemetry, no social sign-in. Its own HTTP handler is never mounted, so it has no route that we did not write.
 */
export function createBetterAuth(deps: AuthDependencies) {
  const { districtId, districtTable: table, clock } = deps;
  return betterAuth({
    appName: 'Linli',
    baseURL: deps.trustedOrigins[0],
    basePath: '/auth',
    trustedOrigins: [...deps.trustedOrigins],
    secret: deps.secret,
    database: shelfAdapter(shelvesOf({ districtId, table })),
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message) => deps.log({ level, message: `better-auth: ${message}` }),
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: slowHash, verify: ({ hash, password }) => slowHashMatches(password, hash) },
    },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 2,
        usernameNormalization: normalizeUsername,
        usernameValidator: (name) => Username.safeParse(name).success,
      }),
    ],
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    // The table forgets verifications by itself.
    verification: { disableCleanup: true },
    // Counted by ours, which knows accounts as well as addresses.
    rateLimit: { enabled: false },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, ...lifeFrom(clock()) } }) } },
    },
    advanced: {
      // `useSecureCookies` would write `__Secure-`; `__Host-` also ties the cookie to this very host.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: deps.secureCookies, httpOnly: true, sameSite: 'lax', path: '/' },
      cookies: { session_token: { name: deps.secureCookies ? ON_HTTPS : ON_LOOPBACK } },
      ipAddress: { disableIpTracking: true },
      database: { generateId: ({ model }) => newId(model === 'user' ? 'user' : 'session', clock()) },
    },
  });
}

export type BetterAuth = ReturnType<typeof createBetterAuth>;

// better-auth reads the machine's own clock; ours is handed in.
const lifeFrom = (now: string) => ({
  createdAt: new Date(now),
  updatedAt: new Date(now),
  expiresAt: new Date(Date.parse(now) + SESSION_SECONDS * 1000),
});
