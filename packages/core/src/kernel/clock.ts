/** An instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export type Instant = string;
/** A date as written in a ledger, `YYYY-MM-DD`: no time, no zone. */
export type PlainDate = string;
/** `YYYY-MM`. */
export type Month = string;

/** Time is handed in, so that a test can stand still and a simulation can jump. */
export type Clock = () => Instant;

export const systemClock: Clock = () => new Date().toISOString();

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The calendar day of an instant in Asia/Shanghai, which has kept UTC+8 without summer time since 1991. */
export function plainDateOf(instant: Instant): PlainDate {
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** An instant as the day and minute it was there, `YYYY-MM-DD HH:mm`. */
export const minuteOf = (instant: Instant): string =>
  new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');

/** The first and the last instant of a calendar day there. */
export const instantsOf = (day: PlainDate): { first: Instant; last: Instant } => ({
  first: new Date(`${day}T00:00:00.000+08:00`).toISOString(),
  last: new Date(`${day}T23:59:59.999+08:00`).toISOString(),
});

export const monthOf = (date: PlainDate): Month => date.slice(0, 7);

/** The last day of a month. */
export function endOfMonth(month: Month): PlainDate {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
