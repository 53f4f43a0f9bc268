import { unspaced } from './plain-text.ts';
import { taken, unread, type ValueStyle } from './reading.ts';

const YES = new Set(
  '√ ✓ ✔ ☑ 是 有 对 已 Y YES TRUE T 1 V ■ ● ○√ 已成立 已建 已建立 已设立 成立 建立 设立'.split(' '),
);
const NO = new Set(
  '× ✗ ✘ ☒ X 否 无 没有 不是 未 N NO FALSE F 0 □ 未成立 未建 未建立 未设立 - — —— / 暂无'.split(' '),
);

/** √ 是 有 for yes; 否 无 × for no; a blank cell is no. `words` are what this column also says. */
export function yesNo(words: { yes?: readonly string[]; no?: readonly string[] } = {}): ValueStyle<boolean> {
  return {
    read({ text }) {
      const word = unspaced(text).toUpperCase();
      if (YES.has(word) || words.yes?.includes(word)) return taken(true);
      if (NO.has(word) || words.no?.includes(word)) return taken(false);
      return unread('yesNoUnreadable');
    },
    whenBlank: false,
    keepsDashes: true,
  };
}
