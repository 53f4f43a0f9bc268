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

/** The month that an address asks for; this one in Shanghai where it asks for none. */
export function monthAsked(search: URLSearchParams, now = new Date()): { year: string; month: string } {
  const [year = '', month = ''] = IN_SHANGHAI.format(now).split('-');
  return { year: search.get('year')?.trim() || year, month: search.get('month')?.trim() || month };
}

// Sweden writes a month year first.
const IN_SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  year: 'numeric',
  month: '2-digit',
  timeZone: 'Asia/Shanghai',
});

const thisYear = (now: Date): string => IN_SHANGHAI.format(now).slice(0, 4);

export const MONTHS_OF_YEAR = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));
