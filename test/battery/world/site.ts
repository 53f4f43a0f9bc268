import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { kindOf } from '../xss/crawl.ts';

/** A page or a file as it was answered: its text with its headers, where it led, and the forms on it. */
export type Answer = { url: string; status: number; text: string; links: string[]; forms: Form[] };
/** Where a form goes, and what stands in it before anybody types. */
export type Form = { action: string; fields: Record<string, string> };

/** Ends the session; the outbox is this machine's stand-in for the phones themselves. */
const LEFT_ALONE = /\/(preferences|sign-out|login|signin|outbox)(\?|$)|\/_app\//;

/**
 * Every page and file that links lead to from the given ones, without a browser. Of those that differ by an id only, or by
 * where in a list they begin, `ofAKind` are opened.
 */
export async function* crawlSite(
  origin: string,
  cookie: string,
  entrances: readonly string[],
  ofAKind: number,
): AsyncGenerator<Answer> {
  const waiting = [...entrances];
  const known = new Set(waiting);
  const opened = new Map<string, number>();
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address);
    const before = opened.get(kind) ?? 0;
    if (before >= ofAKind) continue;
    opened.set(kind, before + 1);
    const answer = await getPage(address, cookie);
    yield answer;
    for (const link of answer.links)
      if (link.startsWith(origin) && !LEFT_ALONE.test(link) && !known.has(link)) {
        known.add(link);
        waiting.push(link);
      }
  }
}

export const getPage = (address: string, cookie: string): Promise<Answer> =>
  answered(address, { headers: { cookie, accept: 'text/html' } });

export const sendForm = (address: string, cookie: string, fields: Record<string, string>): Promise<Answer> =>
  answered(address, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { cookie, origin: new URL(address).origin, accept: 'text/html' },
  });

/** Throws for an answer of 5xx. One that came too soon is asked again. */
async function answered(address: string, init: RequestInit): Promise<Answer> {
  for (;;) {
    const answer = await fetch(address, init);
    if (answer.status === 429) {
      await sleep(Number(answer.headers.get('retry-after') ?? 1) * 1000);
      continue;
    }
    if (answer.status >= 500) throw new Error(`${address}: ${answer.status}`);
    const text = await answer.text();
    const at = (href: string) => new URL(unescaped(href), answer.url).href;
    return {
      url: answer.url,
      status: answer.status,
      text: `${text}\n${JSON.stringify([...answer.headers])}`,
      links: [...text.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => at(href).replace(/#.*$/, '')),
      forms: [...text.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)]
        .filter(([, opening = '']) => /method="post"/i.test(opening))
        .map(([, opening = '', inside = '']) => ({
          action: at(attribute(opening, 'action') ?? ''),
          fields: fieldsIn(inside),
        })),
    };
  }
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

const unescaped = (text: string) => text.replaceAll('&amp;', '&');

const fieldsIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].flatMap(([tag]) => {
      const name = attribute(tag, 'name');
      return name === undefined ? [] : [[name, unescaped(attribute(tag, 'value') ?? '')]];
    }),
  );

type Ledgers = readonly { name: string; bytes: Uint8Array }[];

/** Calls the API as the person of a cookie; throws for a refusal. */
export const asking =
  (origin: string, cookie: string, slug: string) =>
  async (method: string, path: string, body?: object): Promise<{ id: string; state: string }> => {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${origin}/api/v1/communities/${slug}${path}`, {
      method,
      headers: {
        ...{ cookie, origin, 'idempotency-key': randomUUID() },
        ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: string; state: string };
  };

/** An import of these ledgers, as far as its preflight or to its end. */
export async function bringIn(
  ask: ReturnType<typeof asking>,
  ledgers: Ledgers,
  last: 'preflight' | 'run',
): Promise<void> {
  const { id } = await ask('POST', '/importing/imports');
  const form = new FormData();
  for (const { name, bytes } of ledgers) form.append('file', new File([new Uint8Array(bytes)], name));
  await ask('POST', `/importing/imports/${id}/files`, form);
  for (const step of last === 'run' ? ['preflight', 'run'] : ['preflight']) {
    await ask('POST', `/importing/imports/${id}/${step}`);
    for (let looks = 0; looks < 240; looks++) {
      if (!/ing$/.test((await ask('GET', `/importing/imports/${id}`)).state)) break;
      await sleep(250);
    }
  }
}
