import { maskNumbersIn } from '../../../kernel/index.ts';
import { columnLetters } from '../../../spreadsheet/references.ts';
import type { Finding } from '../findings.ts';
import type { AnyLedger } from '../ledgers/ledgers.ts';
import { cellIn, type SheetRow } from '../workbook/sheet.ts';
import type { HeadingRows } from './heading-rows.ts';
import type { ColumnTarget } from './sheet-mapping.ts';

export type ColumnInspection = {
  readonly column: string;
  readonly heading: string;
  /** The field it is read as; null when it is shown but not read. */
  readonly field: string | null;
  readonly required: boolean;
  /** Up to three values from the first rows, masked where they are numbers of people. */
  readonly samples: readonly string[];
};

/** Every headed column, read or not, with samples: what a person needs to judge the mapping. */
export function columnsOf(
  rows: readonly SheetRow[],
  headings: HeadingRows,
  ledger: AnyLedger | undefined,
  targets: Readonly<Record<string, ColumnTarget>>,
): ColumnInspection[] {
  const below = rows.filter(({ number }) => number > headings.headerRow);
  return headings.columns.map(({ column, headings: [heading = ''] }) => {
    const letters = columnLetters(column);
    const target = targets[letters];
    const field = target === undefined || target === 'ignore' ? null : target;
    const style = field === null ? undefined : ledger?.fields[field]?.style;
    const samples = below.map((row) => cellIn(row, column)?.text ?? '').filter((text) => text !== '');
    return {
      column: letters,
      heading,
      field,
      required: field !== null && ledger?.fields[field]?.required === true,
      samples: samples.slice(0, 3).map(style?.mask ?? maskNumbersIn),
    };
  });
}

/** A column without a meaning is shown, not lost. */
export const unknownColumn =
  ({ headerRow }: HeadingRows) =>
  ({ column, heading }: ColumnInspection): Finding => ({
    code: 'unknownColumn',
    severity: 'warning',
    ref: `${column}${headerRow}`,
    raw: heading,
    params: {},
  });
