import { type Instant, type Month, monthOf, plainDateOf } from '../../kernel/index.ts';
import { type LandingFinding, warning } from './landing.ts';

/** A month of birth that is yet to come is a slip of the pen: the row goes in without it, and the finding says so. */
export const bornBy = (
  now: Instant,
  bornIn: Month | undefined,
): { bornIn: Month | undefined; findings: LandingFinding[] } =>
  bornIn === undefined || bornIn <= monthOf(plainDateOf(now))
    ? { bornIn, findings: [] }
    : { bornIn: undefined, findings: [warning('birthYetToCome', 'bornIn', { month: bornIn })] };
