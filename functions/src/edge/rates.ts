import { isIPv6 } from 'node:net';
import { LinliError } from '@linli/core/kernel';
import { Slug } from '@linli/core/tenancy';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { sessionTokenOf } from '../api/middleware/session-token.ts';
import { refuse } from './refuse.ts';
import { type Rate, TokenBuckets } from './token-buckets.ts';

/**
 * Requests to one process; files of the site do not count (docs/decisions/0011-edge.md has the reckoning).
 * - a person (by their session or token): faster than anybody clicks, as fast as a well-behaved program needs;
 * - an address: an office of sixty at work, or a courtyard that scans one QR code at once, shares one;
 * - a community: several times its busiest morning, so that the neighbours keep the rest.
 */
export const RATES = {
  person: { perSecond: 20, atOnce: 200 },
  address: { perSecond: 30, atOnce: 300 },
  community: { perSecond: 50, atOnce: 400 },
} as const satisfies Record<string, Rate>;

export type RateSettings = {
  /** Undefined where the connection does not tell people apart, as on one machine's loopback. */
  clientAddress(c: Context): string | undefined;
  nowMs(): number;
};

export function withinRates({ clientAddress, nowMs }: RateSettings) {
  const persons = new TokenBuckets(RATES.person);
  const addresses = new TokenBuckets(RATES.address);
  const communities = new TokenBuckets(RATES.community);
  return createMiddleware(async (c, next) => {
    const now = nowMs();
    // A token that was made up has a bucket of its own, so whoever makes them up is still held by their address.
    const seconds =
      takeFrom(addresses, networkOf(clientAddress(c)), now) ||
      takeFrom(persons, sessionTokenOf(c.req.raw.headers), now) ||
      takeFrom(communities, communityIn(c.req.path), now);
    if (seconds === 0) return next();
    c.header('retry-after', String(seconds));
    return refuse(c, new LinliError('rate_limited', 'tooManyRequests', { params: { seconds } }), 429);
  });
}

const takeFrom = (buckets: TokenBuckets, name: string | undefined, now: number): number =>
  name === undefined ? 0 : buckets.take(name, now);

/** One household or office: an IPv4 address, or the /64 that IPv6 gives to a line. */
export const networkOf = (address: string | undefined): string | undefined =>
  address !== undefined && isIPv6(address) ? wholeIPv6(address).slice(0, 4).join(':') : address;

function wholeIPv6(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(zeros).fill('0'), ...after].map((part) => part.replace(/^0+(?=.)/, ''));
}

const COMMUNITY = /^\/(?:api\/v1\/(?:district\/)?communities\/|console\/|district\/)?([^/]+)/;

/** The community that an address of the site or of the API is about, as its slug; whether there is one is not asked. */
export function communityIn(path: string): string | undefined {
  const slug = COMMUNITY.exec(path)?.[1];
  return Slug.safeParse(slug).success ? slug : undefined;
}
