import { getLocale } from '#lib/paraglide/runtime.js';

/** Numbers and days as the reader writes them. Days of a ledger are plain dates and know no time zone. */
export const count = (value: number): string => new Intl.NumberFormat(getLocale()).format(value);

/** Minutes as hours, to a tenth. */
export const hours = (minutes: number): string =>
  new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 1 }).format(minutes / 60);

export const yuan = (fen: number): string =>
  new Intl.NumberFormat(getLocale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    fen / 100,
  );

/** What came in is `+`, what went out `-`. */
export const signedYuan = (fen: number): string => `${fen > 0 ? '+' : ''}${yuan(fen)}`;

/** `2019-04-12` → 2019年4月12日. */
export const day = (plainDate: string): string =>
  new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${plainDate}T00:00:00Z`),
  );

/** `2019-04` → 2019年4月. */
export const month = (plainMonth: string): string =>
  new Intl.DateTimeFormat(getLocale(), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${plainMonth}-01T00:00:00Z`),
  );

/** `2019-04-12` → 4月12日周五, for a day of these weeks. */
export const dayOfWeek = (plainDate: string): string =>
  new Intl.DateTimeFormat(getLocale(), {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${plainDate}T00:00:00Z`));

/** A sentence that the API keeps in each language. */
export const said = (sentence: Record<'zh-CN' | 'en', string> | undefined): string | undefined =>
  sentence?.[getLocale()];
