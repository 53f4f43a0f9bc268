import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import { forwardedHeaders, platformOf } from './api.ts';

/**
 * Asks the sign-in service as the browser would, with the origin that the service checks. Its cookies go out as it wrote
 * them: the site must not weaken `__Host-`, HttpOnly or SameSite on the way.
 */
export async function askAuth(
  event: RequestEvent,
  path: string,
  body: unknown,
  method: 'POST' | 'PUT' | 'DELETE' = 'POST',
): Promise<Response> {
  const answer = await platformOf(event).auth(
    new Request(new URL(path, event.url), {
      method,
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

/** What the sign-in service knows of whoever is signed in. A visitor is sent to sign in and comes back. */
export async function readAuth<T>(event: RequestEvent, path: string): Promise<T> {
  const url = new URL(path, event.url);
  const answer = await platformOf(event).auth(new Request(url, { headers: forwardedHeaders(event) }));
  if (answer.ok) return (await answer.json()) as T;
  if (answer.status === 401) redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname)}`);
  const { message } = await refusalIn(answer);
  error(answer.status, message, { requestId: event.locals.requestId });
}

/** What went wrong, to be shown by its field; `message` where it belongs to no field. */
export type SignInRefusal = { message: string; fields: Record<string, string> };

export async function refusalIn(answer: Response): Promise<SignInRefusal> {
  const { error: refused } = (await answer.json()) as {
    error: { message: string; field?: string; issues?: { field: string; message: string }[] };
  };
  const { message, field, issues = [] } = refused;
  return {
    message,
    fields: {
      ...(field === undefined ? {} : { [field]: message }),
      ...Object.fromEntries(issues.map((issue) => [issue.field, issue.message])),
    },
  };
}
