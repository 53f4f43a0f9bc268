import { every } from 'hono/combine';
import { securityHeaders } from './security-headers.ts';
import { withinSizes } from './sizes.ts';
import { fromOwnPages } from './who-may-ask.ts';

export type EdgeSettings = {
  /** The addresses people type, such as `https://linli.example`. */
  origins: readonly [string, ...string[]];
  /** The most that a form with files carries here. */
  formBytes: number;
};

/**
 * What stands before everything that answers, on one machine and in each Lambda alike: the headers of every answer, what
 * a request may be, and from whose pages it may come. How often somebody may ask is `withinRates`, after the files.
 */
export const edge = ({ origins, formBytes }: EdgeSettings) =>
  every(
    securityHeaders({ https: origins[0].startsWith('https:') }),
    withinSizes({ formBytes }),
    fromOwnPages(origins),
  );
