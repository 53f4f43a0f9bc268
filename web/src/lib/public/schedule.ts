import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type Slot = {
  weekday: number;
  nth?: number | undefined;
  everyWeeks?: number | undefined;
  from: string;
  to: string;
};
type Course = { scheduleText?: string | undefined; slots: readonly Slot[] };

/** When a course meets: in Chinese as the community writes it, in another language from what that means. */
export function scheduleOf({ scheduleText, slots }: Course): string | undefined {
  if (getLocale() === 'zh-CN' || slots.length === 0) return scheduleText;
  const days = Map.groupBy(slots, ({ from, to }) => `${from}–${to}`);
  return [...days].map(([time, same]) => `${same.map(dayOf).join(', ')} ${time}`).join('; ');
}

function dayOf({ weekday, nth, everyWeeks = 1 }: Slot): string {
  const day = WEEKDAY.format(new Date(Date.UTC(2024, 0, weekday)));
  if (nth !== undefined) return m.course_slot_of_month({ day, nth: String(nth) });
  return everyWeeks > 1 ? m.course_slot_every({ day, weeks: String(everyWeeks) }) : day;
}

// The first of January 2024 was a Monday.
const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' });
