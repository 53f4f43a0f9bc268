import { z } from 'zod';
import { internal, personal } from '../kernel/index.ts';
import { LANDING_CODES } from './landing/findings.ts';
import { FINDING_CODES } from './ledger-files/index.ts';

/** What a finding says, apart from its words and its numbers: stable, for filters and programs. */
export const FindingCode = z.enum([...FINDING_CODES, ...LANDING_CODES]);
export type FindingCode = z.infer<typeof FindingCode>;

/** A `problem` keeps its row out until it is mended; a `warning` does not. */
const Severity = z.enum(['problem', 'warning']);

export const Finding = z.object({
  severity: internal(Severity),
  code: internal(FindingCode),
  sheetId: internal(z.string()),
  row: internal(z.number().int().optional()),
  cell: internal(z.string().optional()),
  message: personal(z.string()),
});
export type Finding = z.infer<typeof Finding>;

/** How many findings of one kind a sheet has. `routine`: the row is taken as it is and nobody has to look at each. */
export const FindingCount = z.object({
  severity: internal(Severity),
  code: internal(FindingCode),
  routine: internal(z.boolean()),
  count: internal(z.number().int()),
});
export type FindingCount = z.infer<typeof FindingCount>;

/** A kind of finding with the first few of it, in the order of the rows. */
export const FindingKind = FindingCount.extend({ first: z.array(Finding) });
export type FindingKind = z.infer<typeof FindingKind>;

/** Findings of a sheet by page, and on every page all its kinds, so that counting them needs no second page. */
export const FindingsPage = z.object({
  items: z.array(Finding),
  next: z.string().optional(),
  kinds: z.array(FindingKind),
});
export type FindingsPage = z.infer<typeof FindingsPage>;

type Kind = Pick<FindingCount, 'severity' | 'code'>;

// Somebody may have meant another person, or another sum: the row goes in, but only people can tell whether it should.
const TO_BE_CHECKED: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'controlTotalDiffers',
  'controlTotalWithGaps',
  'controlTotalUnreadable',
  'balanceDiffers',
  'moreBallotsReturnedThanIssued',
  'moreValidBallotsThanReturned',
  'moreVotesThanValidBallots',
  'morePresentThanEligible',
  'volunteerNameDiffers',
  'personNameDiffers',
  'personDiffers',
  'idNumberDiffers',
  'idNumberForm',
  'idNumberBirthday',
  'idNumberCheckDigit',
]);

export const isRoutine = ({ severity, code }: Kind): boolean =>
  severity === 'warning' && !TO_BE_CHECKED.has(code);

/** What keeps rows out comes first, then what somebody must check, then what is only said. */
export const byUrgency = (a: Kind, b: Kind): number => urgency(a) - urgency(b);

const urgency = (kind: Kind) => (kind.severity === 'problem' ? 0 : isRoutine(kind) ? 2 : 1);
