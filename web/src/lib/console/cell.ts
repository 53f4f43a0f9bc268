import { m } from '#lib/paraglide/messages.js';

/**
 * One value as a person reads it in a table, on a detail page and in a CSV file. Made on the server, so that a page
 * carries text and not the rules for writing it.
 */
export type Cell = {
  text: string;
  href?: string;
  /** Numbers stand at the end of their column, so that digits line up. */
  number?: true;
  tone?: 'good' | 'attention' | 'quiet';
};

export const NOTHING: Cell = { text: '' };

export const text = (value: string | undefined): Cell => ({ text: value ?? '' });

export const link = (value: string | undefined, href: string): Cell => ({ text: value ?? '', href });

export const tag = (value: string, tone: NonNullable<Cell['tone']> = 'quiet'): Cell => ({
  text: value,
  tone,
});

export const count = (value: number | undefined): Cell =>
  value === undefined ? NOTHING : { text: GROUPED.format(value), number: true };

/** Whole minutes as hours, so near that a column still adds up: 90 → 1.5, 100 → 1.67. The column's head says 小时. */
export const hours = (minutes: number | undefined): Cell =>
  minutes === undefined ? NOTHING : { text: HOURS.format(minutes / 60), number: true };

/** One length of time as people say it: 45 分钟, 1.5 小时, 1 小时 40 分钟. */
export function duration(minutes: number | undefined): Cell {
  if (minutes === undefined) return NOTHING;
  // A reversal takes back as much as was given.
  const sign = minutes < 0 ? '-' : '';
  const whole = Math.abs(minutes);
  if (whole < 60) return text(m.console_minutes({ minutes: `${sign}${whole}` }));
  if (whole % 30 === 0) return text(m.console_hours({ hours: hours(minutes).text }));
  const parts = { hours: `${sign}${GROUPED.format(Math.floor(whole / 60))}`, minutes: String(whole % 60) };
  return text(m.console_hours_and_minutes(parts));
}

/** Whole fen as yuan with two decimals, without a currency sign: the column's head says 元. */
export const yuan = (fen: number | undefined): Cell =>
  fen === undefined ? NOTHING : { text: YUAN.format(fen / 100), number: true };

/** An instant as the day and minute it was in Asia/Shanghai. */
export const moment = (instant: string | undefined): Cell =>
  instant === undefined ? NOTHING : { text: MOMENT.format(new Date(instant)) };

/** The day that an instant was in Asia/Shanghai. */
export const dayOf = (instant: string): Cell => text(DAY.format(new Date(instant)));

const GROUPED = new Intl.NumberFormat('en-US');
const HOURS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const YUAN = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
// Sweden writes dates as ledgers do, year first.
const MOMENT = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});
const DAY = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Asia/Shanghai' });
