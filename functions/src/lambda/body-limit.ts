import { LinliError } from '@linli/core/kernel';
import { createMiddleware } from 'hono/factory';
import { refusalBody } from '../api/middleware/errors.ts';
import { languageOf } from '../api/middleware/language.ts';

/**
 * Lambda takes 6 MB a request, of which base64 leaves 4.5 MB for a form with files; beyond that the gateway refuses in
 * words of its own, before any of our code. This line lies a little below, so that what is near it is always answered
 * in words a person can act on. Larger workbooks go by `POST …/imports/:id/uploads`.
 */
const MAX_BODY_MB = 4;

/** Refuses what is too large for one request, in the reader's language: as data to the API, as a sentence to a form. */
export const atMostOneRequest = createMiddleware<{ Bindings: { requestContext: { requestId: string } } }>(
  async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) <= MAX_BODY_MB * 1024 * 1024) return next();
    const refusal = new LinliError('limit_exceeded', 'bodyTooLarge', { params: { max: MAX_BODY_MB } });
    const language = languageOf(c.req.header('accept-language'));
    if (!c.req.path.startsWith('/api/')) return c.text(refusal.messageIn(language), 413);
    return c.json(refusalBody(refusal, language, c.env.requestContext.requestId), 413);
  },
);
