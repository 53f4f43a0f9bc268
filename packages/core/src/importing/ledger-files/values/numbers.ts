import { exactDecimal, wholeTimes } from './exact-decimals.ts';
import { unspaced } from './plain-text.ts';
import { type Reading, taken, unread, type ValueStyle } from './reading.ts';

/** Words that may follow a count: 50户, 48张, 120积分. */
const COUNTED =
  '(?:人次|人|户|名|位|个|张|票|积分|分|件|次|家|盆|份|套|台|箱|袋|瓶|桶|条|项|场|期|节|支|队|席|座)?';
const AREA = '(?:平方米|平米|平方|m2|㎡|方)?';

const COUNT = new RegExp(`^([-+]?[\\d.,]+)${COUNTED}$`, 'i');
const SQUARE_METRES = new RegExp(`^([\\d.,]+)${AREA}$`, 'i');

/** A whole number, not negative: 50, ５０, 1,234, 50户. 50.0 is whole, 50.5 is not. */
export const wholeNumber: ValueStyle<number> = {
  read({ text }): Reading<number> {
    const decimal = exactDecimal(COUNT.exec(unspaced(text))?.[1] ?? '');
    if (decimal === undefined) return unread('numberUnreadable');
    const whole = wholeTimes(decimal, 1);
    return whole === undefined || whole < 0 ? unread('numberNotWhole') : taken(whole);
  },
  show: String,
};

/** Square metres, possibly with decimals: 69, 69.5㎡, 42平方米. */
export const squareMetres: ValueStyle<number> = {
  read({ text }): Reading<number> {
    const decimal = exactDecimal(SQUARE_METRES.exec(unspaced(text))?.[1] ?? '');
    return decimal === undefined
      ? unread('numberUnreadable')
      : taken(Number(decimal.digits) / 10 ** decimal.scale);
  },
  show: String,
};
