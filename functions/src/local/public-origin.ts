import type { Context } from 'hono';
import { StartRefused } from './data-folder.ts';

/** An address of this very machine. */
export const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/**
 * What a machine knows that people reach through a web server before it (nginx, Caddy), which ends TLS: the address they
 * type. Without one they type this machine's own.
 */
export type PublicOrigin = string | undefined;

/** Throws a sentence for what is no address of that kind; undefined for none. */
export function readOrigin(written: string): PublicOrigin {
  if (written === '') return undefined;
  const url = URL.parse(written);
  if (url === null || url.protocol !== 'https:' || url.href !== `${url.origin}/`)
    throw new StartRefused(
      `ORIGIN 应当是居民输入的网址，例如 https://linli.example.cn，现在是“${written}”。 / ORIGIN is the address people type, such as https://linli.example.cn, and is "${written}".`,
    );
  return url.origin;
}

/** The request as the person sent it: TLS has ended before it came here. Under this machine's own names it stays as it is. */
export function asSent({ raw, url }: Pick<Context['req'], 'raw' | 'url'>, origin: PublicOrigin): Request {
  const { host, pathname, search } = new URL(url);
  if (origin === undefined || host !== new URL(origin).host) return raw;
  return new Request(`${origin}${pathname}${search}`, raw);
}

/**
 * Who asked. Only the server on this machine that stands before it is believed when it names another address, and only the
 * last one it names, which it has seen itself: what stands before that the sender may have written.
 */
export function whoAsked(remote: string, headers: Headers, origin: PublicOrigin): string {
  if (origin === undefined || !LOOPBACK.test(remote)) return remote;
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return last || remote;
}
