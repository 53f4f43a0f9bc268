import { dateOfSerial } from '../../../spreadsheet/serial-dates.ts';
import { calendarDate } from './calendar.ts';
import { unspaced } from './plain-text.ts';
import { type Reading, taken, unread, type ValueStyle, type Written } from './reading.ts';

/** 1927 to 2119: a smaller number is a count, a larger one a date written without separators. */
const isSerial = (number: number): boolean => number >= 10_000 && number < 80_000;

/** A plain date, `YYYY-MM-DD`: 2019.4.12, 2019/4/12, 2019年4月12日, 20190412, a spreadsheet date, its day number. */
export const date: ValueStyle<string> = { read: readDate };

export function readDate(written: Written): Reading<string> {
  if (written.date !== undefined) return taken(written.date);
  const text = unspaced(written.text).replace(/(?<=\d日?)[T]?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  const full =
    /^(\d{4})[.\-/年、·](\d{1,2})[.\-/月、·](\d{1,2})[日号]?\.?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (full !== null) {
    const found = calendarDate(Number(full[1]), Number(full[2]), Number(full[3]));
    return found === undefined ? unread('dateImpossible') : taken(found);
  }
  if (/^\d{5}(\.\d+)?$/.test(text) && isSerial(Number(text))) return readSerial(Number(text));
  if (/^\d{4}([.\-/年](\d{1,2}月?)?份?)?$/.test(text) || /^(19|20)\d{4}$/.test(text))
    return unread('dateWithoutDay');
  return unread('dateUnreadable');
}

/** The day that somebody wrote in any of these styles, or undefined. */
export function dayIn(written: string): string | undefined {
  const reading = readDate({ text: written });
  return reading.ok ? reading.value : undefined;
}

function readSerial(serial: number): Reading<string> {
  const found = dateOfSerial(serial);
  return found === undefined ? unread('dateUnreadable') : taken(found);
}
