import { ID_NUMBER_FAULTS } from '../../../kernel/index.ts';
import type { Params } from '../refusals.ts';

/** Why a value cannot be taken as it stands: a closed list, each with what would fix it in `messages.ts`. */
export const VALUE_REASONS = [
  'dateUnreadable',
  'dateWithoutDay',
  'dateImpossible',
  'monthUnreadable',
  'monthMissing',
  'monthAmbiguous',
  'decadeUnreadable',
  'durationUnreadable',
  'durationNotWholeMinutes',
  'durationNotPositive',
  'durationOutOfRange',
  'moneyUnreadable',
  'moneyTooFine',
  'numberUnreadable',
  'numberNotWhole',
  'yesNoUnreadable',
  'phoneUnreadable',
  'severalPhones',
  ...ID_NUMBER_FAULTS,
  'choiceUnknown',
  'politicsUnknown',
  'scheduleUnreadable',
  'textTooLong',
] as const;

export type ValueReason = (typeof VALUE_REASONS)[number];

export type Reading<T> =
  /** `doubt` says what is odd about a value that can still be taken. */
  | { readonly ok: true; readonly value: T; readonly doubt?: ValueReason }
  | { readonly ok: false; readonly reason: ValueReason; readonly params?: Params };

/** The part of a cell a value is read from. A value that comes from a text file has only its text. */
export type Written = { readonly text: string; readonly number?: number; readonly date?: string };

/** What stands around the value: units may be written in the heading (收入（万元）) or in a note (单位：元). */
export type Surroundings = { readonly heading: string; readonly notes: string };

export const NO_SURROUNDINGS: Surroundings = { heading: '', notes: '' };

/** One style of value: how it is read wherever it appears. */
export type ValueStyle<T> = {
  /** Reads text that is not blank. */
  read(written: Written, surroundings: Surroundings): Reading<T>;
  /** The value of a blank cell in a column that exists; without it a blank is absent. */
  readonly whenBlank?: T;
  /** Words that mean “nothing here” for most styles are a value for this one (否, 无, ×). */
  readonly keepsDashes?: true;
  /** Reads a total of such values, which may lie beyond what one value may be. */
  readTotal?(written: Written, surroundings: Surroundings): Reading<T>;
  /** What may be shown of a cell of this style in a finding or as a sample, where it must not be shown whole. */
  mask?(written: string): string;
  /** Written for a person, so that a total of such values can be shown. */
  show?(value: T): string;
};

export const taken = <T>(value: T): Reading<T> => ({ ok: true, value });
export const doubted = <T>(value: T, doubt: ValueReason): Reading<T> => ({ ok: true, value, doubt });
export const unread = (reason: ValueReason, params?: Params): Reading<never> =>
  params === undefined ? { ok: false, reason } : { ok: false, reason, params };
