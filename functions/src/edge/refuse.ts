import { type LinliError, newId, systemClock } from '@linli/core/kernel';
import type { Context } from 'hono';
import { refusalBody } from '../api/middleware/errors.ts';
import { languageOf } from '../api/middleware/language.ts';

type Status = 403 | 413 | 414 | 421 | 429 | 431;

/** A refusal before any of the product was asked: as data to the API and to sign-in, as a small page to a person. */
export function refuse(c: Context, refusal: LinliError, status: Status): Response {
  const language = languageOf(c.req.header('accept-language'));
  const requestId = newId('session', systemClock()).replace('ses_', 'req_');
  c.header('x-request-id', requestId);
  if (isData(c.req.path)) return c.json(refusalBody(refusal, language, requestId), status);
  const sentence = refusal.messageIn(language);
  return c.html(
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${TITLE[language]}</title><h1>${TITLE[language]}</h1><p>${escaped(sentence)}</p></html>`,
    status,
  );
}

const TITLE = { 'zh-CN': '邻里', en: 'Linli' };

const isData = (path: string) => path.startsWith('/api/') || path.startsWith('/auth/');

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
