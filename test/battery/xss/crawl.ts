import type { Page } from 'playwright-core';
import { type Opened, open } from './browse.ts';

/** Ends the session or leaves the pages that show something. */
const LEFT_ALONE = /\/(preferences|sign-out|login|signin|outbox)(\?|$)|\.csv/;

const idsLeftOut = (path: string) => path.replace(/[a-z]{3}_[0-9a-z]+/g, 'ID').replace(/shequ\d+/, 'SLUG');

/**
 * Opens every page that can be reached by links from the given ones. Of pages that differ by an id only, or by where in a
 * list they begin, `ofAKind` are opened.
 */
export async function crawl(
  page: Page,
  from: readonly string[],
  ofAKind: number,
  look: (address: string, opened: Opened) => void,
): Promise<number> {
  const waiting = [...from];
  const known = new Set(from);
  const opened = new Map<string, number>();
  let pages = 0;
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address);
    const before = opened.get(kind) ?? 0;
    if (before >= ofAKind) continue;
    opened.set(kind, before + 1);
    const found = await open(page, address);
    if (found === undefined) continue;
    pages++;
    look(address, found);
    for (const link of found.links.map(withoutFragment))
      if (link.startsWith(new URL(address).origin) && !LEFT_ALONE.test(link) && !known.has(link)) {
        known.add(link);
        waiting.push(link);
      }
  }
  return pages;
}

const withoutFragment = (link: string) => link.replace(/#.*$/, '');

/** What pages have in common that differ by an id only, or by where in a list they begin. */
export function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address);
  return `${idsLeftOut(pathname)}?${[...searchParams.keys()].sort().join('&')}`;
}
