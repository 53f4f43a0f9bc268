import type { RequestEvent } from '@sveltejs/kit';
import { forwardedHeaders, platformOf } from './api.ts';

/**
 * Asks the sign-in service as the browser would, with the origin that the service checks. Its cookies go out as it wrote
 * them: the site must not weaken `__Host-`, HttpOnly or SameSite on the way.
 */
export async function askAuth(event: RequestEvent, path: string, body: unknown): Promise<Response> {
  const answer = await platformOf(event).auth(
    new Request(new URL(path, event.url), {
      method: 'POST',
      headers: {
        ...forwardedHeaders(event),
        origin: event.url.origin,
        'content-type': 'application/json',
        'user-agent': event.request.headers.get('user-agent') ?? '',
      },
      body: JSON.stringify(body),
    }),
  );
  event.locals.cookiesToSet.push(...answer.headers.getSetCookie());
  return answer;
}

/** What went wrong, to be shown by its field; `message` where it belongs to no field. */
export type SignInRefusal = { message: string; fields: Record<string, string> };

export async function refusalIn(answer: Response): Promise<SignInRefusal> {
  const { error } = (await answer.json()) as {
    error: { message: string; issues?: { field: string; message: string }[] };
  };
  return {
    message: error.message,
    fields: Object.fromEntries((error.issues ?? []).map(({ field, message }) => [field, message])),
  };
}
