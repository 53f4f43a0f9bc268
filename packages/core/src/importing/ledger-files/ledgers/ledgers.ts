import { cards } from './cards.ts';
import { catalogue } from './catalogue.ts';
import { courses } from './courses.ts';
import { courtyards } from './courtyards.ts';
import { election } from './election.ts';
import { fundEntries } from './fund-entries.ts';
import { householdSurvey } from './household-survey.ts';
import type { FieldsOf, FieldTable, Identity, LedgerSpec } from './ledger-spec.ts';
import { meetings } from './meetings.ts';
import { opinions } from './opinions.ts';
import { organisations } from './organisations.ts';
import { rooms } from './rooms.ts';
import { serviceRecords } from './service-records.ts';
import type { Fact, FactsOf } from './sheet-facts.ts';
import { units } from './units.ts';
import { volunteers } from './volunteers.ts';

/** Every ledger Linli can read. The order is the order in which they are best imported: what others refer to first. */
export const LEDGERS = {
  courtyards,
  householdSurvey,
  volunteers,
  serviceRecords,
  cards,
  organisations,
  meetings,
  opinions,
  rooms,
  courses,
  units,
  election,
  fundEntries,
  catalogue,
} as const;

export type LedgerKind = keyof typeof LEDGERS;
export const LEDGER_KINDS = Object.keys(LEDGERS) as LedgerKind[];

type SpecOf<Kind extends LedgerKind> = (typeof LEDGERS)[Kind];

/** One row of a ledger; absent fields are left out. */
export type RowOf<Kind extends LedgerKind> = Kind extends LedgerKind
  ? SpecOf<Kind> extends LedgerSpec<string, infer F, infer _S, infer D>
    ? Flat<FieldsOf<F> & D>
    : never
  : never;

/** What the sheet says about all its rows. */
export type SheetFactsOf<Kind extends LedgerKind> = Kind extends LedgerKind
  ? SpecOf<Kind> extends LedgerSpec<string, infer _F, infer S, infer _D>
    ? Flat<FactsOf<S>>
    : never
  : never;

type Flat<T> = { [K in keyof T]: T[K] };

/** The same table for code that treats all ledgers alike. */
export type AnyLedger = {
  readonly kind: LedgerKind;
  readonly label: { readonly zh: string; readonly en: string };
  readonly titles: RegExp;
  readonly fields: FieldTable;
  readonly facts: Readonly<Record<string, Fact<unknown>>>;
  readonly needsOneOf?: readonly (readonly string[])[];
  derive?(
    row: Readonly<Record<string, unknown>>,
    written: Readonly<Record<string, string | undefined>>,
  ): object;
  identify(row: Readonly<Record<string, unknown>>, facts: Readonly<Record<string, unknown>>): Identity;
};

export const ledgerOf = (kind: LedgerKind): AnyLedger => LEDGERS[kind] as unknown as AnyLedger;
