import { createHmac, randomBytes } from 'node:crypto';
import { holderOf, type Keeper, linkedName, takeTry } from '@linli/core/identity';
import { LinliError, notFound, parse } from '@linli/core/kernel';
import { wechat } from 'better-auth/social-providers';
import { z } from 'zod';
import { cookieLine } from './cookie.ts';
import type { AuthDependencies } from './environment.ts';
import type { Asking } from './guess.ts';
import { openTicket, sealTicket } from './ticket.ts';

/** What somebody went to WeChat for; a `link` is for the account of `userId` alone. */
type Errand = { purpose: 'signIn' | 'link'; userId?: string; next: string };
type Sealed = Errand & { state: string };

const Returned = z.object({ code: z.string().max(200), state: z.string().max(200) });

/** As long as a code on a screen waits for a phone. */
const MINUTES = 10;
/** Where the site takes people back; its domain is registered at WeChat. */
const WECHAT_RETURN = '/sign-in/wechat/return';

/**
 * The address at WeChat, and the cookie that ties the way back to this browser: WeChat carries 128 characters and no more,
 * so that what the errand is stays here, sealed.
 */
export async function startErrand(deps: AuthDependencies, errand: Errand, { now }: Asking) {
  const state = randomBytes(24).toString('base64url');
  const sealed: Sealed = { ...errand, state };
  const ticket = await sealTicket(deps, 'wechat', sealed, now);
  const redirectURI = new URL(WECHAT_RETURN, deps.trustedOrigins[0]).href;
  const address = await provider(deps).createAuthorizationURL({ state, codeVerifier: '', redirectURI });
  return { address: String(address), cookie: cookie(deps, ticket, MINUTES * 60) };
}

/**
 * What this browser went to WeChat for, and the keyed hash of whose WeChat it was. Throws `conflict` when it did not go from
 * here a moment ago, `unauthenticated` when WeChat does not say who it was.
 */
export async function endErrand(
  deps: AuthDependencies,
  keeper: Keeper,
  { input, headers }: { input: unknown; headers: Headers },
  { now, clientAddress }: Asking,
): Promise<Errand & { hash: string }> {
  const { code, state } = parse(Returned, input);
  // Each asks WeChat in the office's name.
  if (clientAddress !== undefined) await takeTry(keeper, { kind: 'origin', name: clientAddress }, now);
  const { content } = await openTicket<Sealed>(deps, 'wechat', ticketIn(headers), { minutes: MINUTES, now });
  if (content.state !== state) throw new LinliError('conflict', 'offerRunOut');
  return { ...content, hash: hashOf(deps, await subjectOf(deps, code)) };
}

/** Throws `unauthenticated` when no account has this WeChat. */
export async function whoHasWechat(keeper: Keeper, hash: string): Promise<string> {
  const userId = await holderOf(keeper, linkedName('wechat', hash));
  if (userId === undefined) throw new LinliError('unauthenticated', 'wechatUnknown');
  return userId;
}

/** What ends the errand in the browser, however it ended. */
export const errandOver = (deps: AuthDependencies): string => cookie(deps, '', 0);

function provider({ wechat: settings }: AuthDependencies) {
  if (settings === undefined) throw notFound('route');
  return wechat({ clientId: settings.appId, clientSecret: settings.appSecret });
}

/** The id of a WeChat among all applications of the office, or where it has but one, in this. */
async function subjectOf(deps: AuthDependencies, code: string): Promise<string> {
  try {
    const tokens = (await provider(deps).validateAuthorizationCode({ code, redirectURI: '' })) as {
      openid?: string;
      unionid?: string;
    };
    const subject = tokens.unionid ?? tokens.openid;
    if (subject === undefined) throw new Error('WeChat answered without an id');
    return subject;
  } catch (error) {
    if (error instanceof LinliError) throw error;
    // Its own words, and never the secret or the code, which stand in the address that was asked.
    deps.log({ level: 'warn', message: `wechat: ${error instanceof Error ? error.message : 'no answer'}` });
    throw new LinliError('unauthenticated', 'wechatRefused');
  }
}

/** A keyed hash, so that the table alone does not tell whose WeChat is whose. */
const hashOf = ({ secret }: AuthDependencies, subject: string): string =>
  createHmac('sha256', secret).update(`wechat ${subject}`).digest('base64url');

const cookie = ({ secureCookies: secure }: AuthDependencies, value: string, seconds: number): string =>
  cookieLine({ name: secure ? '__Host-linli.wechat' : 'linli.wechat', value, seconds, secure });

const ticketIn = (headers: Headers): string =>
  /(?:^|;\s*)(?:__Host-)?linli\.wechat=([0-9A-Za-z_.~-]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? '';
