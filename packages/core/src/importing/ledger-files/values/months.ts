import { calendarMonth } from './calendar.ts';
import { readDate } from './dates.ts';
import { unspaced } from './plain-text.ts';
import { type Reading, taken, unread, type ValueStyle, type Written } from './reading.ts';

/** A month, `YYYY-MM`: 1942-11, 1953.07, 195111, 1986年12月; of a full date the day is dropped. */
export const month: ValueStyle<string> = { read: readMonth };

export function readMonth(written: Written): Reading<string> {
  const text = unspaced(written.text);
  // A sheet that stores 1953.10 as a number has lost its last digit: January or October cannot be told apart.
  if (written.number !== undefined && /^\d{4}\.1$/.test(text))
    return unread('monthAmbiguous', { year: text.slice(0, 4) });
  const parts = /^(\d{4})[.\-/年、](\d{1,2})月?份?生?$/.exec(text) ?? /^(\d{4})(\d\d)$/.exec(text);
  if (parts !== null) {
    const found = calendarMonth(Number(parts[1]), Number(parts[2]));
    return found === undefined ? unread('monthUnreadable') : taken(found);
  }
  if (/^(19|20)\d\d年?$/.test(text)) return unread('monthMissing', { year: text.slice(0, 4) });
  const day = readDate(written);
  return day.ok ? taken(day.value.slice(0, 7)) : unread('monthUnreadable');
}
