import { exactDecimal, wholeTimes } from './exact-decimals.ts';
import { unspaced } from './plain-text.ts';
import { type Reading, type Surroundings, taken, unread, type ValueStyle, type Written } from './reading.ts';

const MINUTES_A_DAY = 1_440;

/** How long one service lasted, in whole minutes: at least 1, at most a day. */
export const serviceDuration: ValueStyle<number> = {
  read(written, surroundings) {
    const reading = readDuration(written, surroundings);
    if (!reading.ok || (reading.value >= 1 && reading.value <= MINUTES_A_DAY)) return reading;
    if (reading.value < 1) return unread('durationNotPositive');
    return unread('durationOutOfRange', { duration: showDuration(reading.value) });
  },
  readTotal: readDuration,
  show: showDuration,
};

/**
 * Minutes in 1.5h, 90分钟, 2 小时, 1小时30分, 两个半小时, 1:30, 6300小时. A bare number counts hours, unless the heading
 * says minutes. Nothing is rounded: what does not come to whole minutes is not read.
 */
export function readDuration(written: Written, surroundings: Surroundings): Reading<number> {
  const text = arabic(unspaced(written.text).toLowerCase());
  const negative = /^[-−–负](?=[\d半.])/.test(text);
  const reading = readAmount(negative ? text.slice(1) : text, surroundings);
  return negative && reading.ok && reading.value !== 0 ? taken(-reading.value) : reading;
}

function readAmount(text: string, { heading }: Surroundings): Reading<number> {
  const bare = exactDecimal(text);
  if (bare !== undefined) return minutesOrNothing(wholeTimes(bare, /分钟|\bmin/i.test(heading) ? 1 : 60));
  const clock = /^(\d{1,4}):([0-5]\d)(?::00)?$/.exec(text);
  if (clock !== null) return taken(Number(clock[1]) * 60 + Number(clock[2]));
  const parts = DURATION.exec(text);
  if (parts === null || text === '') return unread('durationUnreadable');
  const [, hours, half, halfAfter, minutes] = parts;
  const halves = (half === undefined ? 0 : 1) + (halfAfter === undefined ? 0 : 1);
  if (halves > 1 || (hours ?? minutes) === undefined)
    return halves === 1 ? taken(30) : unread('durationUnreadable');
  return addUp(hours, halves * 30, minutes);
}

const HOURS = '(?:小时|钟头|时|hours?|hrs?|h)';
const MINUTES = '(?:分钟?|minutes?|mins?|m)';
/** 1.5小时, 半小时, 1个半小时, 1小时半, 1小时30分, 90分钟. */
const DURATION = new RegExp(`^(?:([\\d.,]+)?个?(半)?个?${HOURS}(半)?)?(?:([\\d.,]+)${MINUTES})?$`);

function addUp(hours: string | undefined, extra: number, minutes: string | undefined): Reading<number> {
  const ofHours = partOf(hours, 60);
  const ofMinutes = partOf(minutes, 1);
  if (ofHours === 'unreadable' || ofMinutes === 'unreadable') return unread('durationUnreadable');
  if (ofHours === undefined || ofMinutes === undefined) return unread('durationNotWholeMinutes');
  return taken(ofHours + extra + ofMinutes);
}

function partOf(text: string | undefined, factor: number): number | undefined | 'unreadable' {
  if (text === undefined) return 0;
  const decimal = exactDecimal(text);
  return decimal === undefined ? 'unreadable' : wholeTimes(decimal, factor);
}

const minutesOrNothing = (minutes: number | undefined): Reading<number> =>
  minutes === undefined ? unread('durationNotWholeMinutes') : taken(minutes);

const DIGITS = '零一二三四五六七八九';

/** 两个小时 → 2个小时; counts above ten are never written out in a ledger. */
const arabic = (text: string): string =>
  text
    .replace(/[两俩]/g, '2')
    .replace(/十(?=[个小分时])/g, '10')
    .replace(/[一二三四五六七八九]/g, (digit) => String(DIGITS.indexOf(digit)));

/** 90 → `1小时30分钟`. */
export function showDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (rest === 0) return `${hours}小时`;
  return hours === 0 ? `${rest}分钟` : `${hours}小时${rest}分钟`;
}
