import { z } from 'zod';
import { publicCourtyards } from '../courtyard/index.ts';
import {
  isWithin,
  METRICS,
  PAGE_LIMIT_MAX,
  plainDateOf,
  requireCourtyards,
  type Scope,
} from '../kernel/index.ts';
import { figuresOf, readTotals } from './figures.ts';
import { BASES, residencyOf } from './residency.ts';
import { figuresWithin } from './within.ts';

/** What somebody reaches, in figures: the whole community, or their courtyards. For the first page of their working day. */
export const Overview = z.object({
  /** The day up to which everything is counted. */
  asOf: z.string(),
  /** Without those that belong to no courtyard, for whoever reaches some only. */
  figures: z.partialRecord(z.enum(METRICS), z.number().int()),
  courtyards: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      basis: z.enum(BASES),
      households: z.number().int(),
      residents: z.number().int(),
    }),
  ),
});
export type Overview = z.infer<typeof Overview>;

/** Two queries at once, each as long in a small community as in a large one. */
export async function overview(scope: Scope): Promise<Overview> {
  const reached = requireCourtyards(scope, 'reporting:read');
  const asOf = plainDateOf(scope.now);
  const [totals, { items }] = await Promise.all([
    readTotals(scope.table),
    publicCourtyards(scope, { limit: PAGE_LIMIT_MAX }),
  ]);
  const courtyards = items
    .filter(({ id }) => isWithin(reached, id))
    .map((courtyard) => ({ ...courtyard, ...residencyOf(courtyard, figuresOf(totals, courtyard.id), asOf) }));
  return Overview.parse({ asOf, figures: figuresWithin(totals, reached), courtyards });
}
