import { columnLetters } from '../../../spreadsheet/references.ts';
import type { Finding } from '../findings.ts';
import type { AnyLedger } from '../ledgers/ledgers.ts';
import type { SheetContext } from '../ledgers/sheet-facts.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { HeadingRows } from './heading-rows.ts';
import type { Likeness } from './ledger-likeness.ts';
import type { ColumnTarget, FactValue, MappingCorrection, SheetMapping } from './sheet-mapping.ts';
import { sourceLabelOf } from './source-identity.ts';

export type Found = { headings: HeadingRows; likeness: Likeness; context: SheetContext };

/** How the sheet would be read. What a person said stands; the rest is proposed around it. */
export function proposedMapping(
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

/** What keeps the sheet's rows from being taken: columns and facts they cannot do without. */
export function whatIsMissing(ledger: AnyLedger, mapping: SheetMapping): Finding[] {
  return [...missingColumns(ledger, mapping), ...missingFacts(ledger, mapping)];
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
