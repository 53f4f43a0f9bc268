import { type AnyLedger, LEDGER_KINDS, ledgerOf } from '../ledgers/ledgers.ts';
import { type SheetContext, wordsOf } from '../ledgers/sheet-facts.ts';
import { type ColumnMatch, type HeadedColumn, matchColumns } from './column-matching.ts';
import { isReasonHeading } from './headings.ts';

export type Likeness = {
  readonly ledger: AnyLedger;
  readonly matches: readonly ColumnMatch[];
  /** 0 to 1. From `RECOGNISED` on the sheet is taken for this ledger without asking. */
  readonly confidence: number;
};

export const RECOGNISED = 0.6;

/** The ledger whose fields explain the headings best; ties go to the one the title speaks for. */
export function likeliestLedger(columns: readonly HeadedColumn[], context: SheetContext): Likeness {
  const all = LEDGER_KINDS.map((kind) => likenessTo(ledgerOf(kind), columns, context));
  return all.reduce((best, found) => (found.confidence > best.confidence ? found : best));
}

/**
 * Four things speak for a ledger: how many columns it explains, whether its required columns are there, whether columns
 * are there that few others have, and whether the title names it.
 */
export function likenessTo(
  ledger: AnyLedger,
  columns: readonly HeadedColumn[],
  context: SheetContext,
): Likeness {
  const matches = matchColumns(columns, ledger);
  const matched = new Set(matches.map(({ field }) => field));
  const fields = Object.entries(ledger.fields);
  const needed = fields
    .filter(([, field]) => field.required && field.orFact === undefined)
    .map(([key]) => key);
  const telling = fields.filter(([key, field]) => field.tells === true && matched.has(key)).length;
  const known = columns.filter(({ headings }) => !headings.some(isReasonHeading)).length;

  const explained = matches.reduce((sum, { score }) => sum + score, 0) / Math.max(1, known);
  const complete = needed.filter((key) => matched.has(key)).length / needed.length;
  const titled = titleSpeaksFor(ledger, context);
  if (matches.length < 2 || (telling === 0 && titled === 0)) return { ledger, matches, confidence: 0 };
  const confidence = 0.4 * explained + 0.25 * complete + 0.2 * Math.min(1, telling / 2) + 0.15 * titled;
  return { ledger, matches, confidence: Math.round(confidence * 1_000) / 1_000 };
}

/** The title counts most, a file name least: a workbook of two ledgers has only one file name. */
function titleSpeaksFor(ledger: AnyLedger, context: SheetContext): number {
  if (ledger.titles.test(context.title)) return 1;
  if (ledger.titles.test(context.sheetName)) return 0.9;
  return wordsOf(context).some((words) => ledger.titles.test(words)) ? 0.5 : 0;
}
