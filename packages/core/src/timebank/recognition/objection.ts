import { z } from 'zod';
import { internal, personal } from '../../kernel/index.ts';

export const OBJECTION_STATES = ['open', 'upheld', 'dismissed'] as const;

/**
 * What somebody has against a star level or a certificate that is in publicity (异议). `publicityId` is the round's or the
 * certificate's own. Staff settle it once, with a note that says why.
 */
export const Objection = z.object({
  id: internal(z.string()),
  /** The star or the certificate. */
  about: internal(z.string()),
  publicityId: internal(z.string()),
  reason: personal(z.string()),
  /** Who raised it, in their name of then; for whom, where staff did so at the desk. */
  lodgedOn: internal(z.string()),
  lodgedBy: personal(z.string()),
  onBehalfOf: personal(z.string().optional()),
  state: internal(z.enum(OBJECTION_STATES)),
  note: personal(z.string().optional()),
  settledOn: internal(z.string().optional()),
  settledBy: personal(z.string().optional()),
});
export type Objection = z.infer<typeof Objection>;
