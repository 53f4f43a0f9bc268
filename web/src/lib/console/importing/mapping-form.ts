import { NUMERIC_FACTS } from './numeric-facts.ts';

/** What a person said about a sheet, as the API takes it. */
type SheetCorrection = {
  kind?: string;
  headerRow?: number;
  /** Field or `ignore`, by column letters. */
  columns?: Record<string, string>;
  facts?: Record<string, string | number>;
  ignore: boolean;
};

/**
 * The form's fields are `kind`, `headerRow`, `column.<letters>`, `fact.<name>` and `ignore`; `kindWas` and `headerRowWas`
 * say what the page was drawn for. When either was changed, the columns on the page belong to the old reading: they
 * are left out, and the sheet is recognised anew.
 */
export function sheetCorrection(typed: Readonly<Record<string, string>>): SheetCorrection {
  const { kind = '', headerRow = '' } = typed;
  const correction: SheetCorrection = { ignore: 'ignore' in typed };
  if (kind !== '') correction.kind = kind;
  if (/^[1-9]\d*$/.test(headerRow)) correction.headerRow = Number(headerRow);
  if (kind !== typed['kindWas'] || headerRow !== typed['headerRowWas']) return correction;

  const columns = named(typed, 'column.');
  if (columns.length > 0) correction.columns = Object.fromEntries(columns);
  const facts = named(typed, 'fact.').filter(([, value]) => value !== '');
  if (facts.length > 0)
    correction.facts = Object.fromEntries(facts.map(([name, value]) => [name, factOf(name, value)]));
  return correction;
}

const factOf = (name: string, value: string): string | number =>
  NUMERIC_FACTS.has(name) && /^\d+$/.test(value) ? Number(value) : value;

const named = (typed: Readonly<Record<string, string>>, prefix: string): [string, string][] =>
  Object.entries(typed).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
  );
