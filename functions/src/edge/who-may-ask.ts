import { LinliError } from '@linli/core/kernel';
import { createMiddleware } from 'hono/factory';
import { refuse } from './refuse.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * No page of another origin changes anything here with its visitor's cookie. Browsers name the origin of everything but
 * a read, `null` included; those that are too old to, name the kind of site; what says neither is no browser and has no
 * cookie that somebody else filled. `SameSite=Lax` is not enough: offices of one town are sub-domains of one site.
 */
export const fromOwnPages = (origins: readonly string[]) =>
  createMiddleware(async (c, next) => {
    if (READS.has(c.req.method)) return next();
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site') ?? 'none';
    const own = origin === undefined ? site === 'none' || site === 'same-origin' : origins.includes(origin);
    return own ? next() : refuse(c, new LinliError('forbidden', 'otherSite'), 403);
  });

/**
 * Only under a name of its own: a stranger's name that points at this machine, or one a sender made up, never becomes
 * part of a link, a redirect, a cookie or a kept page. Behind a gateway it is the gateway that knows its names.
 */
export const underOwnName = (origins: readonly string[]) => {
  const hosts = new Set(origins.map((origin) => new URL(origin).host));
  return createMiddleware(async (c, next) =>
    hosts.has(new URL(c.req.url).host) ? next() : refuse(c, new LinliError('forbidden', 'otherHost'), 421),
  );
};
