import { createHash } from 'node:crypto';
import type { Finding } from '../findings.ts';
import { type AnyLedger, type LedgerKind, ledgerOf } from '../ledgers/ledgers.ts';
import type { SheetContext } from '../ledgers/sheet-facts.ts';
import { columnLetters } from '../workbook/references.ts';
import { cellIn, type Sheet, type SheetRow } from '../workbook/sheet.ts';
import {
  contextAbove,
  findHeadingRows,
  type HeadingRows,
  headingsAt,
  ROWS_LOOKED_AT,
} from './heading-rows.ts';
import { comparableHeading, isReasonHeading } from './headings.ts';
import { type Likeness, likeliestLedger, likenessTo, RECOGNISED } from './ledger-likeness.ts';
import type { ColumnTarget, FactValue, MappingCorrection, SheetMapping } from './sheet-mapping.ts';
import { sourceKeyOf, sourceLabelOf } from './source-identity.ts';

export type ColumnInspection = {
  readonly column: string;
  readonly heading: string;
  /** The field it is read as; null when it is shown but not read. */
  readonly field: string | null;
  readonly required: boolean;
  /** Up to three values from the first rows. */
  readonly samples: readonly string[];
};

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
    const reason = sheet.hidden ? ('hidden' as const) : ('unlikeAnyLedger' as const);
    const unknownColumns = columns.map(({ column }) => column);
    const likeliest = likeness.confidence > 0 ? likeness.ledger.kind : null;
    return {
      ...looked,
      recognised: false,
      reason,
      likeliest,
      confidence: likeness.confidence,
      columns,
      unknownColumns,
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
    findings: [
      ...missingColumns(likeness.ledger, mapping),
      ...missingFacts(likeness.ledger, mapping),
      ...unknown.map(unknownColumn(headings)),
    ],
  };
}

type Found = { headings: HeadingRows; likeness: Likeness; context: SheetContext };

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

function proposedMapping(
  { headings, likeness, context }: Found,
  sheet: Sheet,
  correction: MappingCorrection,
): SheetMapping {
  const columns: Record<string, ColumnTarget> = {};
  const said = new Set(Object.values(correction.columns ?? {}));
  for (const { column, field } of likeness.matches)
    if (!said.has(field)) columns[columnLetters(column)] = field;
  const facts: Record<string, FactValue> = {};
  for (const [key, fact] of Object.entries(likeness.ledger.facts)) {
    const value = fact.read(context);
    if (value !== undefined) facts[key] = value as FactValue;
  }
  return {
    kind: likeness.ledger.kind,
    headerRow: headings.headerRow,
    headerRows: headings.headerRows,
    columns: { ...columns, ...correction.columns },
    facts: { ...facts, ...correction.facts },
    sourceLabel: correction.sourceLabel ?? sourceLabelOf(context, sheet.format),
  };
}

function columnsOf(
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
    const samples = below.map((row) => cellIn(row, column)?.text ?? '').filter((text) => text !== '');
    return {
      column: letters,
      heading,
      field,
      required: field !== null && ledger?.fields[field]?.required === true,
      samples: samples.slice(0, 3),
    };
  });
}

function missingColumns(ledger: AnyLedger, { columns, facts }: SheetMapping): Finding[] {
  const mapped = new Set(Object.values(columns));
  return Object.entries(ledger.fields)
    .filter(
      ([key, field]) =>
        field.required &&
        !mapped.has(key) &&
        (field.orFact === undefined || facts[field.orFact] === undefined),
    )
    .map(([key, field]) => ({
      code: 'requiredColumnMissing',
      severity: 'problem',
      field: key,
      params: { column: field.words[0] ?? key },
    }));
}

function missingFacts(ledger: AnyLedger, { facts }: SheetMapping): Finding[] {
  return Object.entries(ledger.facts)
    .filter(([key, fact]) => fact.required === true && facts[key] === undefined)
    .map(([key, fact]) => ({
      code: 'factMissing',
      severity: 'problem',
      field: key,
      params: { fact: fact.label.zh, factEn: fact.label.en },
    }));
}

const unknownColumn =
  ({ headerRow }: HeadingRows) =>
  ({ column, heading }: ColumnInspection): Finding => ({
    code: 'unknownColumn',
    severity: 'warning',
    ref: `${column}${headerRow}`,
    raw: heading,
    params: {},
  });

function fingerprintOf({ columns }: HeadingRows): string {
  const headings = columns
    .map(({ headings: [heading = ''] }) => heading)
    .filter((heading) => !isReasonHeading(heading));
  return createHash('sha256').update(headings.map(comparableHeading).join('\n')).digest('hex').slice(0, 16);
}
