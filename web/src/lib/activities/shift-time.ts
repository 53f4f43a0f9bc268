import { getLocale } from '#lib/paraglide/runtime.js';

const SHANGHAI = { timeZone: 'Asia/Shanghai' } as const;

/** The hour and minute that an instant was in Asia/Shanghai. */
export const hourOf = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short', ...SHANGHAI }).format(new Date(instant));

const dayIn = (instant: string): string =>
  new Intl.DateTimeFormat(getLocale(), {
    ...{ month: 'short', day: 'numeric', weekday: 'short' },
    ...SHANGHAI,
  }).format(new Date(instant));

/** 5月12日周日 09:00–11:00. */
export const shiftTime = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string =>
  `${dayIn(startsAt)} ${hourOf(startsAt)}–${hourOf(endsAt)}`;

/** A day and an hour as they are written in a form, as an instant; what is no time comes back as it is, to be refused by its field. */
export function instantOf(day: string, hour: string): string {
  const instant = new Date(`${day}T${hour}:00+08:00`);
  return Number.isNaN(instant.getTime()) ? `${day} ${hour}`.trim() : instant.toISOString();
}
