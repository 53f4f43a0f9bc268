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

/** Whole minutes as hours with at most one decimal: 90 → 1.5. */
export const hours = (minutes: number | undefined): Cell =>
  minutes === undefined ? NOTHING : { text: HOURS.format(minutes / 60), number: true };

/** Whole fen as yuan with two decimals, without a currency sign: the column's head says 元. */
export const yuan = (fen: number | undefined): Cell =>
  fen === undefined ? NOTHING : { text: YUAN.format(fen / 100), number: true };

/** Masked by default: 138****1234. Anything too short to be a phone number keeps only its last two digits. */
export function maskedPhone(phone: string | undefined): Cell {
  if (phone === undefined || phone === '') return NOTHING;
  const digits = phone.replace(/\s|-/g, '');
  return {
    text: digits.length >= 7 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`,
  };
}

/** An instant as the day and minute it was in Asia/Shanghai. */
export const moment = (instant: string | undefined): Cell =>
  instant === undefined ? NOTHING : { text: MOMENT.format(new Date(instant)) };

const GROUPED = new Intl.NumberFormat('en-US');
const HOURS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const YUAN = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
// Sweden writes dates as ledgers do, year first.
const MOMENT = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});
