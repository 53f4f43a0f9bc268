import { unspaced } from './plain-text.ts';
import { taken, unread, type ValueStyle } from './reading.ts';

export const RATINGS = ['1A', '2A', '3A', '4A', '5A'] as const;
export type Rating = (typeof RATINGS)[number];

/** The rating of a social organisation: 3A, AAA, 3A级, 三A. */
export const rating: ValueStyle<Rating> = {
  read({ text }) {
    const word = unspaced(text)
      .toUpperCase()
      .replace(/级|等级|社会组织/g, '');
    const count = /^A{1,5}$/.test(word)
      ? word.length
      : '一二三四五'.indexOf(word[0] ?? '?') + 1 || Number(word[0]);
    const found = /^(A{1,5}|[1-5一二三四五]A)$/.test(word) ? RATINGS[count - 1] : undefined;
    return found === undefined ? unread('choiceUnknown', { choices: RATINGS.join('、') }) : taken(found);
  },
};
