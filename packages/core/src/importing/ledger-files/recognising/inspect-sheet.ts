import { createHash } from 'node:crypto';
import type { Finding } from '../findings.ts';
import { type LedgerKind, ledgerOf } from '../ledgers/ledgers.ts';
import type { SheetContext } from '../ledgers/sheet-facts.ts';
import type { Sheet, SheetRow } from '../workbook/sheet.ts';
import { type ColumnInspection, columnsOf, unknownColumn } from './column-inspection.ts';
import {
  contextAbove,
  findHeadingRows,
  type HeadingRows,
  headingsAt,
  ROWS_LOOKED_AT,
} from './heading-rows.ts';
import { comparableHeading, isReasonHeading } from './headings.ts';
import { likeliestLedger, likenessTo, RECOGNISED } from './ledger-likeness.ts';
import { type Found, proposedMapping, whatIsMissing } from './propose-mapping.ts';
import type { MappingCorrection, SheetMapping } from './sheet-mapping.ts';
import { sourceKeyOf } from './source-identity.ts';

export type NotRecognised = 'empty' | 'hidden' | 'noHeadings' | 'unlikeAnyLedger';

/** What was found on one sheet. Plain data for the mapping page and the preflight report. */
export type SheetInspection = {
  readonly sheet: string;
  readonly hidden: boolean;
  /** Rows with values below the headings: approximate, totals and footnotes are among them. */
  readonly approximateRows: number;
  readonly title: string;
  readonly notes: readonly string[];
  readonly confidence: number;
  readonly columns: readonly ColumnInspection[];
  readonly unknownColumns: readonly string[];
  readonly findings: readonly Finding[];
  /** The same headings in the same order have the same fingerprint: a corrected mapping is remembered by it. */
  readonly fingerprint: string;
} & (
  | {
      readonly recognised: true;
      readonly kind: LedgerKind;
      readonly mapping: SheetMapping;
      readonly sourceKey: string;
    }
  | { readonly recognised: false; readonly reason: NotRecognised; readonly likeliest: LedgerKind | null }
);

/** Looks at the first rows of a sheet and says what it is. A correction overrides what would have been proposed. */
export async function inspectSheet(
  sheet: Sheet,
  correction: MappingCorrection = {},
): Promise<SheetInspection> {
  const rows = await firstRows(sheet, Math.max(ROWS_LOOKED_AT, (correction.headerRow ?? 0) + 5));
  const names = { sheetName: sheet.name, fileName: sheet.fileName };
  const found = underCorrection(rows, names, correction);
  const counted = await sheet.countRows();
  if (found === undefined) return nothingFound(sheet, rows, counted);

  const { headings, likeness, context } = found;
  const above = rows.filter(({ number }) => number <= headings.headerRow).length;
  const looked = {
    sheet: sheet.name,
    hidden: sheet.hidden,
    approximateRows: Math.max(0, counted - above),
    title: context.title,
    notes: context.notes,
    fingerprint: fingerprintOf(headings),
  };
  const certain = correction.kind !== undefined;
  if (!certain && (likeness.confidence < RECOGNISED || sheet.hidden)) {
    const columns = columnsOf(rows, headings, undefined, {});
    return {
      ...looked,
      recognised: false,
      reason: sheet.hidden ? 'hidden' : 'unlikeAnyLedger',
      likeliest: likeness.confidence > 0 ? likeness.ledger.kind : null,
      confidence: likeness.confidence,
      columns,
      unknownColumns: columns.map(({ column }) => column),
      findings: [],
    };
  }
  const mapping = proposedMapping(found, sheet, correction);
  const columns = columnsOf(rows, headings, likeness.ledger, mapping.columns);
  const unknown = columns.filter(
    ({ field, heading, column }) =>
      field === null && !isReasonHeading(heading) && correction.columns?.[column] === undefined,
  );
  return {
    ...looked,
    recognised: true,
    kind: likeness.ledger.kind,
    confidence: certain ? 1 : likeness.confidence,
    mapping,
    sourceKey: sourceKeyOf(likeness.ledger.kind, mapping.sourceLabel),
    columns,
    unknownColumns: unknown.map(({ column }) => column),
    findings: [...whatIsMissing(likeness.ledger, mapping), ...unknown.map(unknownColumn(headings))],
  };
}

async function firstRows(sheet: Sheet, limit: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows()) {
    rows.push(row);
    if (rows.length >= limit) break;
  }
  return rows;
}

function underCorrection(
  rows: readonly SheetRow[],
  names: Pick<SheetContext, 'sheetName' | 'fileName'>,
  correction: MappingCorrection,
): Found | undefined {
  const proposed = findHeadingRows(rows, names);
  const headerRow = correction.headerRow ?? proposed?.headings.headerRow;
  if (headerRow === undefined) return undefined;
  const unchanged = headerRow === proposed?.headings.headerRow && correction.headerRows === undefined;
  const headings = unchanged ? proposed.headings : headingsAt(rows, headerRow, correction.headerRows ?? 1);
  const context = contextAbove(rows, headerRow - headings.headerRows + 1, names);
  const { kind } = correction;
  const likeness =
    kind === undefined
      ? likeliestLedger(headings.columns, context)
      : likenessTo(ledgerOf(kind), headings.columns, context);
  return { headings, likeness, context };
}

function nothingFound(sheet: Sheet, rows: readonly SheetRow[], counted: number): SheetInspection {
  return {
    sheet: sheet.name,
    hidden: sheet.hidden,
    recognised: false,
    reason: rows.length === 0 ? 'empty' : 'noHeadings',
    likeliest: null,
    approximateRows: counted,
    title: rows[0]?.cells[0]?.text ?? '',
    notes: [],
    confidence: 0,
    columns: [],
    unknownColumns: [],
    findings: [],
    fingerprint: '',
  };
}

function fingerprintOf({ columns }: HeadingRows): string {
  const headings = columns
    .map(({ headings: [heading = ''] }) => heading)
    .filter((heading) => !isReasonHeading(heading));
  return createHash('sha256').update(headings.map(comparableHeading).join('\n')).digest('hex').slice(0, 16);
}
