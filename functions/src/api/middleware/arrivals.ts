import type { Community } from '@linli/core/tenancy';
import type { Known } from './who-asks.ts';

/** What is found out on arrival; a visitor where there is no such session, undefined where no such community. */
export type Found = { asker: Known; community: Community | undefined };

/**
 * What the API calls of one page found out on arrival, so that the second call does not ask again who is there and where.
 * Whoever answers a page makes one for that page and hands it in with each call; it must not outlive the page, because a
 * session that was closed has to be seen by the very next request.
 */
export class Arrivals {
  readonly #found = new Map<string, Promise<Found>>();

  /** Calls sent together wait for one answer. */
  once(token: string | undefined, slug: string | undefined, find: () => Promise<Found>): Promise<Found> {
    const key = JSON.stringify([token, slug]);
    const known = this.#found.get(key) ?? find();
    this.#found.set(key, known);
    return known;
  }

  /** Something changed, or is about to: what was found out may no longer be so. */
  forget(): void {
    this.#found.clear();
  }
}
