import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';

/** How somebody said whether they may be named: at the desk, where staff write it down, or on their own page. */
export const NAMING_WAYS = ['desk', 'online'] as const;

/**
 * Whether a volunteer agrees to be named on the community's public pages: on the wall of honour, and in a publicity. The
 * last that they said; `by` is who wrote it down, in their name of then. What was said before stands in the audit trail.
 */
export const Naming = z.object({
  agreed: personal(z.boolean()),
  at: internal(z.string()),
  by: personal(z.string()),
  way: internal(z.enum(NAMING_WAYS)),
});
export type Naming = z.infer<typeof Naming>;
