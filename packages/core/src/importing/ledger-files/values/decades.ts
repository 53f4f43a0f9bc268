import { unspaced } from './plain-text.ts';
import { doubted, taken, type ValueStyle } from './reading.ts';

/** When something was built, as people say it; `fromYear` is the first year it can mean. */
export type BuildingTime = { readonly text: string; readonly fromYear?: number };

/** 80年代, 1990年代, 90年代初, 1985年, 2001, 1985年3月. Words that name no year are kept as they are. */
export const buildingTime: ValueStyle<BuildingTime> = {
  read({ text }) {
    const fromYear = yearIn(unspaced(text));
    const kept = text.trim();
    return fromYear === undefined
      ? doubted({ text: kept }, 'decadeUnreadable')
      : taken({ text: kept, fromYear });
  },
};

const LATER_IN_DECADE: Record<string, number> = { 初: 0, 前: 0, 早: 0, 中: 4, 末: 7, 后: 7 };
const TENS: Record<string, number> = { 二: 20, 三: 30, 四: 40, 五: 50, 六: 60, 七: 70, 八: 80, 九: 90 };

function yearIn(text: string): number | undefined {
  const decade = /(?<!\d)(\d{4}|\d{2}|[二三四五六七八九]十)年代(初|前|早|中|末|后)?/.exec(text);
  if (decade !== null) return decadeStart(decade[1] ?? '') + (LATER_IN_DECADE[decade[2] ?? ''] ?? 0);
  const year = /(?<!\d)(1[89]\d\d|20\d\d)(?!\d)/.exec(text);
  return year === null ? undefined : Number(year[1]);
}

/** 80年代 is of the last century; 00, 10 and 20 are of this one. */
function decadeStart(digits: string): number {
  if (digits.length === 4) return Number(digits);
  const decade = TENS[digits[0] ?? ''] ?? Number(digits);
  return decade < 30 ? 2000 + decade : 1900 + decade;
}
