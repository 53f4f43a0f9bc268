import type { RequestEvent } from '@sveltejs/kit';
import { forwardedHeaders, platformOf } from '#lib/server/api.ts';
import { type Answer, ask, submit } from './ask.server.ts';

/**
 * What a community and the district office both have, at two addresses of the API and of the site: people, messages.
 * `T` is what the API answers; its types are taken from the typed client where they are named.
 */
export type Place = {
  /** Where its pages begin. */
  base: string;
  community: string | undefined;
  get<T>(path: string): Promise<T>;
  send<T>(method: 'POST' | 'PUT', path: string, json: unknown, key?: string): Promise<Answer<T>>;
};

export const communityPlace = (event: RequestEvent, slug: string): Place =>
  placeAt(event, `/console/${slug}`, `/api/v1/communities/${encodeURIComponent(slug)}`, slug);

export const districtPlace = (event: RequestEvent): Place =>
  placeAt(event, '/district', '/api/v1/district', undefined);

function placeAt(event: RequestEvent, base: string, api: string, community: string | undefined): Place {
  const request = <T>(path: string, init: RequestInit = {}) =>
    platformOf(event).api(
      new Request(new URL(`${api}/${path}`, event.url), {
        ...init,
        headers: { ...forwardedHeaders(event), ...init.headers },
      }),
    ) as unknown as Promise<{ ok: boolean; status: number; json(): Promise<T> }>;
  return {
    base,
    community,
    get: <T>(path: string) => ask<T>(event, request<T>(path)),
    send: <T>(method: 'POST' | 'PUT', path: string, json: unknown, key?: string) =>
      submit<T>(
        event,
        request<T>(path, {
          method,
          headers: {
            'content-type': 'application/json',
            ...(key === undefined ? {} : { 'idempotency-key': key }),
          },
          body: JSON.stringify(json),
        }),
      ),
  };
}
