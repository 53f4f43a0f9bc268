/** What a report's address asks for; `period` is a year or a month (`2026`, `2026-04`). */
export type ServicePeriod = { year: string; month: string; period: string; outside: boolean };

/** This year where nothing else is asked for. What cannot be read is left to the API, which says so. */
export function servicePeriod(search: URLSearchParams, now = new Date()): ServicePeriod {
  const year = search.get('year')?.trim() || thisYear(now);
  const month = search.get('month')?.trim() ?? '';
  return {
    year,
    month,
    period: month === '' ? year : `${year}-${month}`,
    outside: search.get('outside') === 'yes',
  };
}

const thisYear = (now: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { year: 'numeric', timeZone: 'Asia/Shanghai' }).format(now);

export const MONTHS_OF_YEAR = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));
