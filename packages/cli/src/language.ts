/** Chinese unless the terminal speaks English. */
export const language: 'zh-CN' | 'en' = /^en/i.test(
  process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '',
)
  ? 'en'
  : 'zh-CN';

/** The same sentence in both languages, the right one chosen. */
export const say = (zh: string, en: string): string => (language === 'en' ? en : zh);
