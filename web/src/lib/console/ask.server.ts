import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import { forwardedHeaders, platformOf } from '#lib/server/api.ts';

/** The API's refusal, in the person's language, and the fields it belongs to. */
export type Refusal = {
  status: number;
  /** Which it is of the closed list, for a page that has more to say about one of them. */
  reason?: string;
  message: string;
  field?: string;
  issues?: { field: string; message: string }[];
};

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** What the typed client answers with. */
type Answering<T> = Promise<{ ok: boolean; status: number; json(): Promise<T> }>;

/**
 * What a page shows. A visitor is sent to sign in and comes back; a person without the grant and an address that is
 * not there get the error page, in plain words.
 */
export async function ask<T>(event: RequestEvent, answering: Answering<T>): Promise<T> {
  const answer = await submit(event, answering);
  return answer.ok ? answer.value : errorPage(event, answer.refusal);
}

/** The same beside a page's own matter: undefined for what is not there, such as a part of Linli that is switched off. */
export async function askIfThere<T>(event: RequestEvent, answering: Answering<T>): Promise<T | undefined> {
  const answer = await submit(event, answering);
  if (answer.ok) return answer.value;
  return answer.refusal.status === 404 ? undefined : errorPage(event, answer.refusal);
}

/** The same where one reason to refuse is no error but a page of its own: `refused` is then the API's sentence. */
export async function askUnless<T>(
  event: RequestEvent,
  answering: Answering<T>,
  reason: string,
): Promise<{ value: T } | { refused: string }> {
  const answer = await submit(event, answering);
  if (answer.ok) return { value: answer.value };
  if (answer.refusal.reason === reason) return { refused: answer.refusal.message };
  return errorPage(event, answer.refusal);
}

/** An address that says something wrong has no form to say it in: each reason stands on the page. */
const errorPage = (event: RequestEvent, { status, message, issues = [] }: Refusal): never =>
  error(status, [message, ...issues.map((issue) => issue.message)].join(' '), {
    requestId: event.locals.requestId,
  });

/** What a form sends: a refusal comes back to be shown by its field, with what was typed. */
export async function submit<T>(event: RequestEvent, answering: Answering<T>): Promise<Answer<T>> {
  const response = await answering;
  if (response.ok) return { ok: true, value: await response.json() };
  if (response.status === 401) redirect(303, signInHref(event));
  const { error: refused } = (await response.json()) as { error: Omit<Refusal, 'status'> };
  return { ok: false, refusal: { ...refused, status: response.status } };
}

/**
 * An address of the API below a community, for what the typed client cannot name: a noun that is only known from the
 * page's own address, and files.
 */
export function sendTo(
  event: RequestEvent,
  community: string,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const url = new URL(`/api/v1/communities/${encodeURIComponent(community)}/${path}`, event.url);
  return platformOf(event).api(new Request(url, { ...init, headers: forwardedHeaders(event) }));
}

/** A page opened by a visitor is opened again after signing in; a form cannot be, so its page is. */
const signInHref = ({ url }: RequestEvent) => {
  const search = [...url.searchParams.keys()].some((name) => name.startsWith('/')) ? '' : url.search;
  return `/sign-in?next=${encodeURIComponent(url.pathname + search)}`;
};
