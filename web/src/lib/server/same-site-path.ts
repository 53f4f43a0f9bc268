/**
 * A path of this site, or the fallback: what a visitor's address asks to be sent on to is never trusted. Resolving it as
 * a browser would catches `//elsewhere`, `/\elsewhere` and `https:elsewhere` alike.
 */
export function sameSitePath(asked: string | null | undefined, fallback: string): string {
  if (!asked?.startsWith('/')) return fallback;
  const here = 'http://here.invalid';
  if (!URL.canParse(asked, here)) return fallback;
  const url = new URL(asked, here);
  const path = url.pathname + url.search;
  // What is left of `/..//elsewhere` after resolving would be resolved once more, by the browser that is sent there.
  return url.origin === here && !path.startsWith('//') ? path : fallback;
}
