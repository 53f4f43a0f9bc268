/** `YYYY-MM-DD` when the day exists in years a ledger can speak of, otherwise undefined. */
export function calendarDate(year: number, month: number, day: number): string | undefined {
  if (calendarMonth(year, month) === undefined || day < 1) return undefined;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  return `${year}-${two(month)}-${two(day)}`;
}

/** `YYYY-MM` when the month exists in years a ledger can speak of, otherwise undefined. */
export function calendarMonth(year: number, month: number): string | undefined {
  if (year < 1900 || year > 2100 || month < 1 || month > 12) return undefined;
  return `${year}-${two(month)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
