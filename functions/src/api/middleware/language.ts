import type { Language } from '@linli/core/kernel';
import { createMiddleware } from 'hono/factory';
import type { AppEnvironment } from '../environment.ts';

/** Chinese unless English is preferred. */
export const language = createMiddleware<AppEnvironment>(async (c, next) => {
  const first = (c.req.header('accept-language') ?? '').split(',')[0] ?? '';
  const chosen: Language = /^en\b/i.test(first.trim()) ? 'en' : 'zh-CN';
  c.set('language', chosen);
  await next();
});
