/** What most cells hold: nothing in it that plain writing would change. */
const ALREADY_PLAIN = /^[\x21-\x7e\u4e00-\u9fff]*$/;

/** Full-width forms made narrow, invisible characters and outer spaces dropped: `１．５Ｈ　` → `1.5H`. */
export function plain(text: string): string {
  if (ALREADY_PLAIN.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim();
}

/** The same without any space: what is compared with words of a list. */
export const unspaced = (text: string): string => plain(text).replace(/\s+/g, '');

/** Marks people put into a cell to say that there is nothing to say. */
export const isDash = (text: string): boolean => /^([-—–_/\\.]+|无|暂无|没有|N\/?A)$/i.test(unspaced(text));

export const isFormulaError = (text: string): boolean =>
  /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/.test(text.trim());
