import type { Language } from '@linli/core/kernel';
import { createMiddleware } from 'hono/factory';

/** Chinese unless English is preferred. */
export function languageOf(accepted = ''): Language {
  const [first = ''] = accepted.split(',');
  return /^en\b/i.test(first.trim()) ? 'en' : 'zh-CN';
}

export const language = createMiddleware<{ Variables: { language: Language } }>(async (c, next) => {
  c.set('language', languageOf(c.req.header('accept-language')));
  await next();
});
