import type { RequestEvent } from '@sveltejs/kit';
import { apiFor } from './api.ts';

const SPOKEN = /\b(zh|en)\b/i;

/**
 * The request as it came or, where neither a choice nor the browser names a language that Linli speaks, as one that asks
 * for the community's own. Only then is the community looked up for it.
 */
export async function inItsLanguage(event: RequestEvent): Promise<Request> {
  const { request, params, cookies } = event;
  const { community } = params;
  const asksForOne = SPOKEN.test(request.headers.get('accept-language') ?? '');
  if (community === undefined || request.method !== 'GET' || asksForOne || cookies.get('lang') !== undefined)
    return request;
  event.locals.locale = 'zh-CN';
  const answer = await apiFor(event).communities[':community'].$get({ param: { community } });
  if (!answer.ok) return request;
  const headers = new Headers(request.headers);
  headers.set('accept-language', (await answer.json()).language);
  return new Request(request, { headers });
}
