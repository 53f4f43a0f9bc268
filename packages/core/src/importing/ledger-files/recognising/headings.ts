import { plain, unspaced } from '../values/plain-text.ts';

/** The heading of the column that `writeRejects` adds; it is never a field and never part of a sheet's identity. */
export const REASON_HEADING = '退回原因';

export const isReasonHeading = (heading: string): boolean => comparableHeading(heading) === REASON_HEADING;

/** A heading without what only decorates it: spaces, line breaks, punctuation, a star for “required”. */
export const comparableHeading = (heading: string): string =>
  unspaced(heading)
    .replace(/[*#:：,，.。、/\\"'“”‘’()（）[\]【】<>《》\-—_]/g, '')
    .toLowerCase();

/** The heading without its bracketed unit or remark: 面积（㎡） → 面积. */
export const withoutBrackets = (heading: string): string =>
  comparableHeading(plain(heading).replace(/[([【][^)\]】]*[)\]】]/g, ''));

const EXACT = 1;
const EXACT_BUT_BRACKETS = 0.97;
/** A word found inside a longer heading counts by how much of the heading it explains. */
const CONTAINED = 0.5;

export type ComparableHeading = { readonly whole: string; readonly bare: string };

/** A heading is compared with hundreds of words: it is made comparable once. */
export const compared = (heading: string): ComparableHeading => ({
  whole: comparableHeading(heading),
  bare: withoutBrackets(heading),
});

const comparableWords = new WeakMap<readonly string[], readonly string[]>();

function comparedWords(words: readonly string[]): readonly string[] {
  const known = comparableWords.get(words) ?? words.map(comparableHeading);
  comparableWords.set(words, known);
  return known;
}

/** How well a heading says one of a field's words: 0 not at all, 1 exactly. */
export function likeness({ whole, bare }: ComparableHeading, words: readonly string[]): number {
  let best = 0;
  for (const [rank, wanted] of comparedWords(words).entries()) {
    // Earlier words are the more usual ones: they win where two columns both match exactly.
    const preference = rank * 0.001;
    if (whole === wanted) best = Math.max(best, EXACT - preference);
    else if (bare === wanted) best = Math.max(best, EXACT_BUT_BRACKETS - preference);
    else if (wanted.length >= 2 && bare.includes(wanted)) {
      best = Math.max(best, CONTAINED + 0.4 * (wanted.length / bare.length) - preference);
    }
  }
  return best;
}
