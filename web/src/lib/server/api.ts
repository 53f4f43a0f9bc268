import type { Client } from '@linli/functions/api/client';
import type { RequestEvent } from '@sveltejs/kit';
import { hc } from 'hono/client';

export type Api = Client['api']['v1'];

/** What the person's own request says about them, passed on so that the API sees the same person and language. */
export function forwardedHeaders({ request, locals }: RequestEvent): Record<string, string> {
  const headers: Record<string, string> = { 'accept-language': locals.locale };
  for (const name of ['cookie', 'authorization']) {
    const value = request.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  return headers;
}

export function platformOf({ platform }: RequestEvent): App.Platform {
  if (platform === undefined) throw new Error('The site is served with its API in hand');
  return platform;
}

/** The typed client over the API in this process: a page costs no network hop. */
export function apiFor(event: RequestEvent): Api {
  const fetchInProcess = (input: RequestInfo | URL, init?: RequestInit) =>
    platformOf(event).api(new Request(input, init));
  const client = hc(event.url.origin, { fetch: fetchInProcess, headers: () => forwardedHeaders(event) });
  // `hc` is told its type here, so that the site never loads the API's own source to be compiled.
  return (client as unknown as Client).api.v1;
}
