import { unspaced } from './plain-text.ts';
import { doubted, taken, type ValueStyle } from './reading.ts';

/** A time that comes again. `weekday` 1 is Monday; `nth` is the week of the month; `everyWeeks` 2 is each other week. */
export type Slot = {
  readonly weekday: number;
  readonly nth?: number;
  readonly everyWeeks?: number;
  readonly from: string;
  readonly to: string;
};

export type Schedule = { readonly text: string; readonly slots: readonly Slot[] };

/** 每周三 14:00-16:00, 每周一、周三 9:00-11:00, 周一至周五 16:30-18:00, 每月第一个周四 …, 每两周周四 …. */
export const schedule: ValueStyle<Schedule> = {
  read({ text }) {
    const slots = slotsIn(normalised(text));
    const kept = text.trim();
    return slots.length === 0
      ? doubted({ text: kept, slots }, 'scheduleUnreadable')
      : taken({ text: kept, slots });
  },
};

const WEEKDAYS = '一二三四五六日';
const TIME_RANGE =
  /(上午|早上|中午|下午|晚上|晚)?(\d{1,2})(?:[:点时](\d{2})?分?|(?=-))-(上午|中午|下午|晚上|晚)?(\d{1,2})(?:[:点时](\d{2})?分?|$)/g;

const normalised = (text: string): string =>
  unspaced(text)
    .replace(/星期|礼拜/g, '周')
    .replace(/周天/g, '周日')
    .replace(/[~～—–―]|至|到/g, '-');

/** Days are named before their time: each time range belongs to the words between it and the range before. */
function slotsIn(text: string): Slot[] {
  const slots: Slot[] = [];
  let from = 0;
  let days: Omit<Slot, 'from' | 'to'>[] = [];
  for (const range of text.matchAll(TIME_RANGE)) {
    const named = daysIn(text.slice(from, range.index));
    if (named.length > 0) days = named;
    from = range.index + range[0].length;
    const times = timesOf(range);
    if (times !== undefined) slots.push(...days.map((day) => ({ ...day, ...times })));
  }
  return slots;
}

function timesOf([, part, hour, minute, partTo, hourTo, minuteTo]: RegExpMatchArray):
  | Pick<Slot, 'from' | 'to'>
  | undefined {
  const from = clock(part, hour, minute);
  const to = clock(partTo ?? part, hourTo, minuteTo);
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
}

function clock(part: string | undefined, hour = '', minute = '00'): string | undefined {
  const afternoon = part !== undefined && /下午|晚/.test(part) && Number(hour) < 12;
  const hours = Number(hour) + (afternoon ? 12 : 0);
  if (hours > 23 || Number(minute) > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

function daysIn(words: string): Omit<Slot, 'from' | 'to'>[] {
  const nth = /每?月第?([一二三四五1-5])个?周/.exec(words)?.[1];
  const biweekly = /每[两二2]周|隔周|双周/.test(words);
  const repeats = {
    ...(nth === undefined ? {} : { nth: WEEKDAYS.includes(nth) ? WEEKDAYS.indexOf(nth) + 1 : Number(nth) }),
    ...(biweekly ? { everyWeeks: 2 } : {}),
  };
  return weekdaysIn(words.replace(/每[两二2]周|隔周|双周/, '')).map((weekday) => ({ weekday, ...repeats }));
}

function weekdaysIn(words: string): number[] {
  if (/每天|每日|天天/.test(words)) return [1, 2, 3, 4, 5, 6, 7];
  if (/工作日/.test(words)) return [1, 2, 3, 4, 5];
  if (/周末|双休日/.test(words)) return [6, 7];
  const days = new Set<number>();
  for (const [, first = '', last] of words.matchAll(
    /(?:周|、|,|和|及)([一二三四五六日])(?:-周?([一二三四五六日]))?/g,
  )) {
    const start = WEEKDAYS.indexOf(first) + 1;
    const end = last === undefined ? start : WEEKDAYS.indexOf(last) + 1;
    for (let day = start; day <= end; day += 1) days.add(day);
  }
  return [...days].sort();
}
