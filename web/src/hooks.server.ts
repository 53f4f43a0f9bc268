import { randomUUID } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { m } from '#lib/paraglide/messages.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { apiFor } from '#lib/server/api.ts';
import { inItsLanguage } from '#lib/server/language.ts';
import { hasSession, sessionFor } from '#lib/server/session.ts';

export const handle: Handle = async ({ event, resolve }) =>
  paraglideMiddleware(await inItsLanguage(event), async ({ locale }) => {
    event.locals.locale = locale;
    event.locals.bigType = event.cookies.get('type') === 'big';
    event.locals.requestId = `req_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
    event.locals.cookiesToSet = [];
    event.locals.api = apiFor(event);
    event.locals.session = sessionFor(event);

    const response = await resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%linli.lang%', locale).replace('%linli.type%', event.locals.bigType ? 'big' : ''),
    });
    return withHeaders(response, event);
  });

// What every answer says of security is said by whoever serves the site: functions/src/edge.
function withHeaders(response: Response, { request, locals }: RequestEvent): Response {
  const { requestId, cookiesToSet } = locals;
  // The same address says something else in another language, with large type, and to whoever is signed in; what it says to
  // them no browser keeps, so that nobody finds it there after they have left the desk.
  if (!response.headers.has('cache-control'))
    response.headers.set('cache-control', hasSession(request) ? 'private, no-store' : 'private, no-cache');
  if (response.headers.get('content-type') === 'text/html')
    response.headers.set('content-type', 'text/html; charset=utf-8');
  response.headers.set('x-request-id', requestId);
  for (const cookie of cookiesToSet) response.headers.append('set-cookie', cookie);
  return response;
}

/**
 * A refusal keeps its own sentence. A bug is logged with its cause, and the person gets a sentence and a number to tell
 * the administrator, never a trace.
 */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { requestId } = event.locals;
  if (kind === 'app') return { requestId };
  if (kind === 'framework') return { message: m.error_not_found_text(), requestId };
  const stack = withoutNumbers(error instanceof Error ? (error.stack ?? '') : String(error));
  console.error(JSON.stringify({ level: 'error', requestId, route: event.route.id, error: stack }));
  return { message: m.error_internal_text(), requestId };
};

/** No phone or ID number stands in a log, whatever an error quotes. */
const withoutNumbers = (text: string): string =>
  text.replace(/(?<![\dA-Za-z])\d{11,18}[Xx]?(?![\dA-Za-z])/g, '***');
