import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startConsoleSite } from '../../web/console-site.ts';
import { openCommunities, sessionCookie } from '../../web/support/communities.ts';
import type { Found } from '../battery.ts';
import { marksOf } from '../world/ledgers.ts';
import { kindOf } from '../xss/crawl.ts';
import { canariesOf, ledgersWithNumbers, namedInTitle, numbersIn } from './canaries.ts';

const SLUG = 'guihua';
const MARKS = marksOf('Jinque');
const CANARIES = canariesOf(MARKS);

/** Ends the session; the outbox is this machine's stand-in for the phones themselves. */
const LEFT_ALONE = /\/(preferences|sign-out|login|signin|outbox)(\?|$)|\/_app\//;

type Answer = { url: string; status: number; text: string; links: string[] };

/** Every page and every CSV file that links lead to, as the community's administrator, the district's, and a visitor. */
export async function walkSite(ofAKind: number): Promise<Found> {
  const logged: unknown[] = [];
  const site = await startConsoleSite({ demo: false, log: (entry) => void logged.push(entry) });
  try {
    const { origin } = site;
    const district = await sessionCookie(origin);
    await openCommunities(origin, district, SLUG);
    await site.addAdministrator('shequ', SLUG);
    const own = await sessionCookie(origin, 'shequ');
    await bringIn(origin, own);
    const failures: string[] = [];
    let tried = 0;
    const judge = ({ url, text, links }: Answer, who: string) => {
      tried++;
      const seen = numbersIn([url, ...links, text].join('\n'), CANARIES);
      if (seen.length > 0) failures.push(`${url} as ${who} shows ${seen}`);
      const named = namedInTitle(text, CANARIES);
      if (named !== undefined) failures.push(`${url} as ${who} names ${named} in its title`);
    };
    const entrances = ['/', `/${SLUG}`, `/console/${SLUG}`, '/district', '/account'].map(
      (path) => origin + path,
    );
    for (const [who, cookie] of [
      ['administrator', own],
      ['district', district],
      ['visitor', ''],
    ] as const)
      for await (const answer of crawl(origin, cookie, entrances, ofAKind)) judge(answer, who);
    for await (const answer of refusedForms(origin, own)) judge(answer, 'administrator, refused');
    const leaked = numbersIn(JSON.stringify(logged), CANARIES);
    if (leaked.length > 0) failures.push(`the log says ${leaked}`);
    if (tried < 40) failures.push(`only ${tried} pages were found`);
    return { tried, failures, counts: { pages: tried } };
  } finally {
    await site.stop();
  }
}

async function* crawl(origin: string, cookie: string, entrances: readonly string[], ofAKind: number) {
  const waiting = [...entrances];
  const known = new Set(waiting);
  const opened = new Map<string, number>();
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address);
    const before = opened.get(kind) ?? 0;
    if (before >= ofAKind) continue;
    opened.set(kind, before + 1);
    const answer = await get(address, cookie);
    yield answer;
    for (const link of answer.links)
      if (link.startsWith(origin) && !LEFT_ALONE.test(link) && !known.has(link)) {
        known.add(link);
        waiting.push(link);
      }
  }
}

/** Forms that somebody fills in with a number where it does not belong, or not rightly. */
async function* refusedForms(origin: string, cookie: string): AsyncGenerator<Answer> {
  const persons = `${origin}/console/${SLUG}/courtyard/persons`;
  const { links } = await get(persons, cookie);
  const person = links.find((link) => /\/persons\/prs_\w+$/.test(link));
  if (person === undefined) throw new Error('The list of persons leads to none');
  const wrong = '510104195503010028';
  const forms: [string, Record<string, string>][] = [
    [`${persons}/find`, { idNumber: wrong }],
    [`${person}?/reveal`, { fields: 'phone', reason: '' }],
    [`${person}/export`, { reason: '' }],
    [`${person}/erasure`, { reason: '本人申请', name: '别人' }],
    [`${origin}/sign-in/code`, { phone: '1390001000' }],
    [`${origin}/sign-in/card`, { cardNumber: '13900010000', pin: '1' }],
  ];
  for (const [url, fields] of forms) {
    const answer = await send(url, cookie, new URLSearchParams(fields));
    // A phone somebody typed themselves comes back into its field; another's never does.
    yield { ...answer, text: answer.text.replaceAll('value="13900010000"', '') };
  }
}

const get = (address: string, cookie: string) =>
  answered(address, { headers: { cookie, accept: 'text/html' } });

const send = (address: string, cookie: string, body: URLSearchParams) =>
  answered(address, {
    method: 'POST',
    body,
    headers: { cookie, origin: new URL(address).origin, accept: 'text/html' },
  });

async function answered(address: string, init: RequestInit): Promise<Answer> {
  for (;;) {
    const answer = await fetch(address, init);
    if (answer.status === 429) {
      await sleep(Number(answer.headers.get('retry-after') ?? 1) * 1000);
      continue;
    }
    if (answer.status >= 500) throw new Error(`${address}: ${answer.status}`);
    const text = await answer.text();
    const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, href = '']) =>
      new URL(href.replaceAll('&amp;', '&'), answer.url).href.replace(/#.*$/, ''),
    );
    return {
      url: answer.url,
      status: answer.status,
      text: `${text}\n${JSON.stringify([...answer.headers])}`,
      links,
    };
  }
}

/** The ledgers, an import with rows that are given back, and an invitation to a phone. */
async function bringIn(origin: string, cookie: string): Promise<void> {
  const base = `${origin}/api/v1/communities/${SLUG}`;
  const ask = async (method: string, path: string, body?: object) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${base}${path}`, {
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
  const lines = [
    '志愿者编号,姓名,手机号码,身份证号,注册时间',
    'W1,无名,13900010000x,51010419550301002,2018-13-45',
  ];
  const wrong = { name: '志愿者登记表.csv', bytes: Buffer.from(lines.join('\n')) };
  for (const [ledgers, last] of [
    [ledgersWithNumbers(MARKS), 'run'],
    [[wrong], 'preflight'],
  ] as const) {
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
  const send = { channel: 'sms', to: '13900030000' };
  await ask('POST', '/identity/invitations', { role: 'staff', name: '新人', send });
}
