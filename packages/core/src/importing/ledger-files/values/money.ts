import { exactDecimal, wholeTimes } from './exact-decimals.ts';
import { unspaced } from './plain-text.ts';
import { type Reading, type Surroundings, taken, unread, type ValueStyle, type Written } from './reading.ts';

const FEN_PER_YUAN = 100;
const YUAN_PER_WAN = 10_000;

/**
 * Whole fen: ￥1,234.50, 865.5元, 1.2万元, (412.30) for minus. A heading or note that says 万元 counts for bare numbers.
 * Calculated in exact decimals; a fraction of a fen is refused, never rounded.
 */
export const money: ValueStyle<number> = { read: readMoney, show: showYuan };

export function readMoney({ text }: Written, { heading, notes }: Surroundings): Reading<number> {
  const bare = unspaced(text);
  const enclosed = /^\((.*)\)$/.exec(bare);
  const parts = /^([-+]?)(?:[¥$]|人民币|RMB|CNY)?([-+]?)([\d.,]+)(万)?(?:元|圆|块)?(?:整|正)?$/i.exec(
    enclosed?.[1] ?? bare,
  );
  if (parts === null) return unread('moneyUnreadable');
  const [, sign, signAfterMark, digits = '', wan] = parts;
  const decimal = exactDecimal(digits);
  if (decimal === undefined || (sign !== '' && signAfterMark !== '')) return unread('moneyUnreadable');
  const inWan = wan !== undefined || (!/元|圆|块/.test(bare) && saysWan(heading, notes));
  const fen = wholeTimes(decimal, FEN_PER_YUAN * (inWan ? YUAN_PER_WAN : 1));
  if (fen === undefined) return unread('moneyTooFine');
  const negative = (enclosed !== null) !== (sign === '-' || signAfterMark === '-');
  return taken(negative && fen !== 0 ? -fen : fen);
}

/** The heading of the column knows better than a note about the whole sheet. */
const saysWan = (heading: string, notes: string): boolean =>
  /万元/.test(heading) || (!/元/.test(heading) && /单位[:：]?\s*(人民币)?万元/.test(notes));

/** 377440 → `3774.40元`. */
export function showYuan(fen: number): string {
  const whole = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}元`;
}
