import type { RequestEvent } from '@sveltejs/kit';
import { forwardedHeaders, platformOf } from './api.ts';

/** Who is signed in. */
export type Session = {
  user: { id: string; name: string };
  grants: readonly { role: string; tenantId: string }[];
};

/** Where they may go besides, as the sign-in service tells it. */
export type SignedIn = Session & { communities: readonly { slug: string; name: string }[] };

/** Asked once a request, and only by pages that show who is signed in. */
export function sessionFor(event: RequestEvent): () => Promise<Session | undefined> {
  let asked: Promise<Session | undefined> | undefined;
  return () => {
    asked ??= askSession(event);
    return asked;
  };
}

async function askSession(event: RequestEvent): Promise<Session | undefined> {
  if (!hasSession(event.request)) return undefined;
  const answer = await askWho(event);
  if (!answer.ok) return undefined;
  const { kind, id, name, grants } = await answer.json();
  return kind === 'user' ? { user: { id, name }, grants } : undefined;
}

/** In a console its community's own API is asked, so that one read says for all of the page who is there and where. */
async function askWho({ locals, params, route }: RequestEvent) {
  const inDistrict = () => locals.api.district.identity.me.$get();
  const { community } = params;
  if (community === undefined || !route.id?.startsWith('/(console)')) return inDistrict();
  const answer = await locals.api.communities[':community'].identity.me.$get({ param: { community } });
  // Somebody at an address that is not there is signed in all the same.
  return answer.status === 404 ? inDistrict() : answer;
}

/** Reads the whole list of communities, so it is for the page that sends people where they may go. */
export async function askSignedIn(event: RequestEvent): Promise<SignedIn | undefined> {
  if (!hasSession(event.request)) return undefined;
  const url = new URL('/auth/session', event.url);
  const answer = await platformOf(event).auth(new Request(url, { headers: forwardedHeaders(event) }));
  return answer.ok ? ((await answer.json()) as SignedIn) : undefined;
}

export const hasSession = (request: Request): boolean =>
  /linli\.session_token=/.test(request.headers.get('cookie') ?? '');

/** A resident who works nowhere: what is theirs is on a page of its own. */
export const isResidentOnly = (session: SignedIn | undefined): boolean =>
  session !== undefined &&
  session.grants.length > 0 &&
  session.grants.every(({ role }) => role === 'resident');

/** Where somebody goes after signing in: the district office to its list, staff to their community's console. */
export function startOf(session: SignedIn): string {
  const { grants, communities } = session;
  if (grants.some(({ tenantId }) => tenantId === '*')) return '/district';
  const [first] = communities;
  if (first === undefined) return '/account';
  return isResidentOnly(session) ? `/${first.slug}/me` : `/console/${first.slug}`;
}
