import type { ValueStyle } from '../values/reading.ts';
import type { Fact, FactsOf } from './sheet-facts.ts';

/** One column of a ledger: what it means, how it is read, and the words offices head it with. */
export type Field<T, Required extends boolean = boolean> = FieldTraits & {
  readonly style: ValueStyle<T>;
  readonly required: Required;
  readonly words: readonly string[];
};

export type FieldTraits = {
  /** A column that few other ledgers have: seeing it says which ledger this is. */
  readonly tells?: true;
  /** What cannot be read is left out with a warning; otherwise it is a problem and the row is rejected. */
  readonly lenient?: true;
  /** How a totals row speaks of this column: the sum of its rows, or the value of the last one. */
  readonly control?: 'sum' | 'last';
  /** A blank means “as above”: merged in the original, and lost where a sheet was unmerged or saved as text. */
  readonly fillsDown?: true;
  /** The fact of the whole sheet that stands in for a missing column or a blank cell. */
  readonly orFact?: string;
};

export const required = <T>(
  style: ValueStyle<T>,
  words: readonly string[],
  traits: FieldTraits = {},
): Field<T, true> => ({
  style,
  required: true,
  words,
  ...traits,
});

export const optional = <T>(
  style: ValueStyle<T>,
  words: readonly string[],
  traits: FieldTraits = {},
): Field<T, false> => ({
  style,
  required: false,
  words,
  ...traits,
});

// biome-ignore lint/suspicious/noExplicitAny: the table of fields is heterogeneous; `FieldsOf` recovers each type.
export type FieldTable = Readonly<Record<string, Field<any>>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type RequiredKeys<F extends FieldTable> = {
  [K in keyof F]: F[K] extends Field<never, true> | { required: true } ? K : never;
}[keyof F];

export type FieldsOf<F extends FieldTable> = { [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]>;
};

/** What makes a row the same row when the file, or a corrected one, comes again. */
export type Identity =
  /** A name or number that holds across files. */
  | { readonly by: 'name'; readonly parts: readonly (string | number)[] }
  /** The running number within this source; the content where the number is missing or used twice. */
  | { readonly by: 'serial'; readonly serial: string | undefined; readonly content: readonly unknown[] }
  /** The content within this source, counted when the same content comes again. */
  | { readonly by: 'content'; readonly content: readonly unknown[] };

export type LedgerSpec<
  Kind extends string,
  F extends FieldTable,
  S extends Record<string, Fact<unknown>>,
  D extends object,
> = {
  readonly kind: Kind;
  readonly label: { readonly zh: string; readonly en: string };
  /** Titles, sheet names and file names that speak for this ledger. */
  readonly titles: RegExp;
  readonly fields: F;
  readonly facts: S;
  /** At least one of the fields of each group must be present in a row. */
  readonly needsOneOf?: readonly (readonly (keyof F & string)[])[];
  /** Fields that follow from what is written rather than being a column of their own. */
  derive?(row: FieldsOf<F>, written: Readonly<Record<string, string | undefined>>): D;
  identify(row: FieldsOf<F>, facts: FactsOf<S>): Identity;
};

/** Keeps the precise types of one ledger's fields and facts. */
export function defineLedger<
  const Kind extends string,
  F extends FieldTable,
  S extends Record<string, Fact<unknown>>,
  D extends object = Record<never, never>,
>(spec: LedgerSpec<Kind, F, S, D>): LedgerSpec<Kind, F, S, D> {
  return spec;
}
