import type { DrawnRequest } from './drawn-request.ts';
import { asJson } from './hostile-values.ts';
import { type KnownIds, settled } from './known-ids.ts';
import { ORIGIN } from './world.ts';

/** The request that was drawn, with what is known by now; undefined when no client could send it. */
export function requestOf(
  drawn: DrawnRequest,
  token: string | undefined,
  known: KnownIds,
): Request | undefined {
  const path = drawn.operation.template.replace(/\{(\w+)\}/g, (_, name: string) =>
    inAddress(settled(drawn.path[name], known)),
  );
  const query = drawn.query.map(([name, value]) => `${inAddress(name)}=${inAddress(settled(value, known))}`);
  const headers = new Headers();
  const wanted = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(settled(drawn.headers, known) as Record<string, unknown>),
  };
  for (const [name, value] of Object.entries(wanted)) {
    try {
      headers.set(name, String(value));
    } catch {
      return undefined;
    }
  }
  const body = bodyOf(drawn, known, headers);
  const { method } = drawn.operation;
  return new Request(`${ORIGIN}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

function bodyOf({ body }: DrawnRequest, known: KnownIds, headers: Headers): string | FormData | undefined {
  if (body.kind === 'none') return undefined;
  if (body.kind === 'files') {
    const form = new FormData();
    for (const { name, content } of body.files) form.append('file', new File([content], name));
    return form;
  }
  if (body.type !== '') headers.set('content-type', body.type);
  return body.kind === 'text' ? body.text : asJson(settled(body.value, known));
}

// A lone surrogate cannot be percent-encoded; a client sends what stands for it.
const inAddress = (value: unknown): string =>
  encodeURIComponent((typeof value === 'string' ? value : asJson(value)).toWellFormed());
