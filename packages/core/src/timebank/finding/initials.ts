/** The least character of each letter in the order of pinyin; no reading begins with i, u or v. */
const FIRSTS = '阿八嚓哒妸发旮哈讥咔垃妈拿哦啪期然撒塌挖昔压匝';
const LETTERS = 'abcdefghjklmnopqrstwxyz';

/** The order of pinyin is part of the runtime, where a dictionary of readings is half a megabyte. */
const PINYIN = new Intl.Collator('zh-u-co-pinyin');

/** Family names that are read otherwise than the same character elsewhere. */
const FAMILY_NAMES: Readonly<Record<string, string>> = {
  曾: 'z',
  覃: 'q',
  单: 's',
  解: 'x',
  仇: 'q',
  区: 'o',
  翟: 'z',
  查: 'z',
  乐: 'y',
  折: 's',
  繁: 'p',
  召: 's',
};

/**
 * 王芳 → wf, 曾红 → zh: how each character of a name begins in pinyin, as people type it in a hurry. Latin letters and
 * digits stand for themselves, everything else is left out.
 */
export const initialsOf = (name: string): string =>
  [...name.normalize('NFKC').toLowerCase()]
    .map((character, i) => (i === 0 ? FAMILY_NAMES[character] : undefined) ?? initialOf(character))
    .join('');

function initialOf(character: string): string {
  if (/[a-z0-9]/.test(character)) return character;
  if (!/\p{Script=Han}/u.test(character)) return '';
  const after = [...FIRSTS].findLastIndex((first) => PINYIN.compare(character, first) >= 0);
  return LETTERS[after] ?? '';
}
