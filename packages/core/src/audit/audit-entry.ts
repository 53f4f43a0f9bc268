import { z } from 'zod';
import { WHENCE_CHANNELS } from '../kernel/index.ts';

/** One field that says something else than before: a missing side is nothing, a value is masked where it is personal. */
const Changed = z.object({ field: z.string(), from: z.unknown().optional(), to: z.unknown().optional() });

/** An audit record as whoever may see the trail reads it. */
export const AuditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actorKind: z.enum(['visitor', 'user', 'operator', 'system']),
  actorId: z.string(),
  /** Absent once the person's words were erased. */
  actorName: z.string().optional(),
  onBehalfOf: z.string().optional(),
  channel: z.enum(WHENCE_CHANNELS),
  address: z.string().optional(),
  requestId: z.string(),
  action: z.string(),
  noun: z.string(),
  recordId: z.string(),
  about: z.string(),
  reason: z.string().optional(),
  changes: z.array(Changed),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The same for the person whom it concerns: who did what to their record and when, not from which address. */
export const OwnAuditEntry = AuditEntry.omit({ address: true, requestId: true, actorId: true });
export type OwnAuditEntry = z.infer<typeof OwnAuditEntry>;

export function entryFrom(stored: Readonly<Record<string, unknown>>): AuditEntry {
  const { said, ...record } = stored;
  return AuditEntry.parse({ changes: [], ...(said as object | undefined), ...record });
}
