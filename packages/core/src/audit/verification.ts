import { z } from 'zod';

/**
 * What can be wrong with a trail. Of seals: one is missing, says something else than its hash, does not follow the one
 * before; the chain ends before its head or before what was anchored, is another than was anchored, or
 * a day of it is not anchored. Of records: one
 * is not what was sealed, is missing, is back after it was gone, was changed or taken away with nothing that says by whom;
 * its words are not what their hash says, or are gone although nobody was erased.
 */
export const FINDINGS = [
  'sealMissing',
  'sealChanged',
  'sealOutOfOrder',
  'headDiffers',
  'cutOff',
  'anchorDiffers',
  'anchorMissing',
  'recordChanged',
  'recordMissing',
  'recordBack',
  'recordTwice',
  'changeUnexplained',
  'wordsChanged',
  'wordsMissing',
] as const;
export type FindingKind = (typeof FINDINGS)[number];

export const AuditFinding = z.object({
  kind: z.enum(FINDINGS),
  /** Which: `auditSeal/12`, `serviceRecord/rec_…`, or of an anchor its day. */
  where: z.string(),
});
export type AuditFinding = z.infer<typeof AuditFinding>;

export const AuditVerification = z.object({
  /** The community's tenant, `*` of the control plane: the name under which its anchors are logged. */
  owner: z.string(),
  /** Whether nothing is wrong. What is not sealed yet is not wrong. */
  matches: z.boolean(),
  seals: z.number().int(),
  /** Entries of all seals: made, changed and gone. */
  entries: z.number().int(),
  /** Records that are there and sealed. */
  sealed: z.number().int(),
  /** Records that are there and in no seal yet, or from before records were sealed. */
  unsealed: z.number().int(),
  unsealedFirst: z.array(z.string()),
  /** The last seal of each day, to be held against what was logged. */
  days: z.array(z.object({ day: z.string(), seq: z.number().int(), hash: z.string() })),
  /** How many there are, and the first of them. */
  wrong: z.number().int(),
  findings: z.array(AuditFinding),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

const SHOWN = 200;

/** Collects what is wrong; counts all, keeps the first. */
export class Findings {
  readonly first: AuditFinding[] = [];
  count = 0;

  add(kind: FindingKind, where: string): void {
    this.count++;
    if (this.first.length < SHOWN) this.first.push({ kind, where });
  }
}
