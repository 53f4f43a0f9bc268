import type { Params } from './refusals.ts';
import { VALUE_REASONS } from './values/reading.ts';

/** Everything that can be said about a row or a sheet: a closed list, rendered by `messages.ts`. */
export const FINDING_CODES = [
  ...VALUE_REASONS,
  'fieldMissing',
  'oneOfMissing',
  'formulaError',
  'factMissing',
  'duplicateRow',
  'serialRepeated',
  'rowSaidAgain',
  'filledFromAbove',
  'requiredColumnMissing',
  'unknownColumn',
  'controlTotalDiffers',
  'controlTotalWithGaps',
  'controlTotalUnreadable',
  'balanceDiffers',
  'moreBallotsReturnedThanIssued',
  'moreValidBallotsThanReturned',
  'moreVotesThanValidBallots',
  'morePresentThanEligible',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/**
 * Something a person should see. A `problem` keeps its row out until it is mended; a `warning` does not.
 * Plain data: it can be stored and rendered later in either language.
 */
export type Finding = {
  readonly code: FindingCode;
  readonly severity: 'problem' | 'warning';
  /** 1-based row of the sheet, when it is about one row. */
  readonly row?: number;
  /** A1 reference of the cell, when it is about one cell. */
  readonly ref?: string;
  /** The column's heading as the file has it. */
  readonly heading?: string;
  readonly field?: string;
  /** What the cell holds, as written. */
  readonly raw?: string;
  readonly params: Params;
};

/** A total stated in the sheet beside what its rows come to, in the field's own unit (minutes, fen, people). */
export type ControlTotal = {
  readonly field: string;
  readonly heading: string;
  readonly ref: string;
  readonly row: number;
  readonly stated: number;
  readonly computed: number;
  /** Cells of the column that could not be read and are missing from `computed`. */
  readonly unread: number;
  readonly matches: boolean;
};
