/** Chinese unless the terminal speaks English. */
export const language: 'zh-CN' | 'en' = /^en/i.test(
  process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '',
)
  ? 'en'
  : 'zh-CN';

/** A sentence that the API keeps in each language. */
export type InEachLanguage = Record<typeof language, string>;

/** The same sentence in both languages, the right one chosen. */
export const say = (zh: string, en: string): string => (language === 'en' ? en : zh);

export const said = (sentence: InEachLanguage | undefined): string => sentence?.[language] ?? '';
