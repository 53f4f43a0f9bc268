import type { RequestEvent } from '@sveltejs/kit';
import { forwardedHeaders, platformOf } from './api.ts';

/** Who is signed in and where they may go, as the sign-in service tells it. */
export type Session = {
  user: { id: string; name: string };
  grants: readonly { role: string; tenantId: string }[];
  communities: readonly { slug: string; name: string }[];
};

/** Asked once a request, and only by pages that show who is signed in. */
export function sessionFor(event: RequestEvent): () => Promise<Session | undefined> {
  let asked: Promise<Session | undefined> | undefined;
  return () => {
    asked ??= askSession(event);
    return asked;
  };
}

async function askSession(event: RequestEvent): Promise<Session | undefined> {
  if (!/linli\.session_token=/.test(event.request.headers.get('cookie') ?? '')) return undefined;
  const url = new URL('/auth/session', event.url);
  const answer = await platformOf(event).auth(new Request(url, { headers: forwardedHeaders(event) }));
  return answer.ok ? ((await answer.json()) as Session) : undefined;
}

/** Where somebody goes after signing in: the district office to its list, staff to their community's console. */
export function startOf({ grants, communities }: Session): string {
  if (grants.some(({ tenantId }) => tenantId === '*')) return '/district';
  const [first] = communities;
  return first === undefined ? '/' : `/console/${first.slug}`;
}
