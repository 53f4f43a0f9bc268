import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import { type ConsoleSite, startConsoleSite } from '../../web/console-site.ts';
import { sessionCookie } from '../../web/support/communities.ts';
import { hostileLedgers } from './hostile-ledgers.ts';
import { PAYLOADS } from './payloads.ts';

const LONGEST_NAME = 60;
const LONGEST_TEXT = 200;

export type HostileSite = {
  origin: string;
  /** Where somebody who may see everything begins to look. */
  entrances: string[];
  /** Pages with a form that says back what was typed into it. */
  forms: string[];
  signIn(context: BrowserContext): Promise<void>;
  stop(): Promise<void>;
};

/** The product on one machine, with a payload in every text that can be sent to it by ledgers and by its API. */
export async function startHostileSite(): Promise<HostileSite> {
  const site = await startConsoleSite({ demo: false });
  const cookie = await sessionCookie(site.origin);
  const ask = asking(site, cookie);
  await openCommunity(ask, 'donghuan');
  await nameCommunities(ask);
  await bringLedgersIn(ask);
  const volunteerId = await postAndInvite(ask);
  const { origin } = site;
  return {
    origin,
    entrances: [
      '/',
      '/donghuan',
      '/district',
      '/console/donghuan',
      '/console/donghuan/importing',
      '/console/donghuan/report',
      '/outbox',
    ].map((path) => origin + path),
    forms: ['/district/new', `/console/donghuan/timebank/service-records/new?volunteerId=${volunteerId}`].map(
      (path) => origin + path,
    ),
    async signIn(context) {
      const cookies = cookie.split('; ').map((one) => /^([^=]+)=(.*)$/.exec(one) ?? []);
      await context.addCookies(cookies.map(([, name = '', value = '']) => ({ name, value, url: origin })));
    },
    stop: site.stop,
  };
}

type Ask = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

const asking =
  ({ origin }: ConsoleSite, cookie: string): Ask =>
  async (method, path, body) => {
    const isForm = body instanceof FormData;
    for (;;) {
      const answer = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: {
          cookie,
          origin,
          'idempotency-key': randomUUID(),
          ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      // Faster than a person may be: as a well-behaved program, wait as long as was said.
      if (answer.status !== 429) return answered(`${method} ${path}`, answer);
      await sleep(Number(answer.headers.get('retry-after')) * 1000);
    }
  };

async function answered(what: string, answer: Response): Promise<Record<string, unknown>> {
  if (answer.status >= 500) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
  return { ok: answer.ok, ...((await answer.json()) as Record<string, unknown>) };
}

async function openCommunity(ask: Ask, slug: string): Promise<void> {
  await ask('POST', '/district/communities', { slug, name: PAYLOADS[1]?.slice(0, LONGEST_NAME) });
  await ask('PATCH', `/district/communities/${slug}`, { address: PAYLOADS[27], contact: PAYLOADS[37] });
  await ask('POST', `/district/communities/${slug}/provision`, {});
}

/** As many communities as it takes for each payload to be a name, an address and a contact. */
async function nameCommunities(ask: Ask): Promise<void> {
  for (const [n, payload] of PAYLOADS.entries()) {
    if (n % 6 !== 0) continue;
    const slug = `shequ${n}`;
    const name = payload.slice(0, LONGEST_NAME);
    const address = PAYLOADS.slice(n + 1, n + 3)
      .join('')
      .slice(0, LONGEST_TEXT);
    await ask('POST', '/district/communities', {
      slug,
      name,
      address,
      contact: PAYLOADS[n + 3]?.slice(0, 60),
    });
    await ask('POST', `/district/communities/${slug}/provision`, {});
  }
}

async function bringLedgersIn(ask: Ask): Promise<void> {
  const imports = '/communities/donghuan/importing/imports';
  const { id } = await ask('POST', imports);
  const form = new FormData();
  for (const { name, bytes } of await hostileLedgers())
    form.append('file', new File([new Uint8Array(bytes)], name));
  // A name of a file is text too.
  form.append(
    'file',
    new File(['院落名称,详细地址,户数\r\n桂香院,东环路379号,67'], `${PAYLOADS[26]?.replaceAll('/', '')}.csv`),
  );
  await ask('POST', `${imports}/${id}/files`, form);
  for (const step of ['preflight', 'run']) {
    await ask('POST', `${imports}/${id}/${step}`);
    await atRest(ask, `${imports}/${id}`);
  }
}

async function atRest(ask: Ask, path: string): Promise<void> {
  for (let looks = 0; looks < 240; looks++) {
    const { state } = await ask('GET', path);
    if (!/ing$/.test(String(state))) return;
    await sleep(250);
  }
  throw new Error('The import does not come to an end');
}

async function postAndInvite(ask: Ask): Promise<string> {
  const { items = [] } = (await ask('GET', '/communities/donghuan/timebank/volunteers')) as {
    items?: { id: string }[];
  };
  const volunteerId = items[0]?.id ?? '';
  for (let n = 0; n + 4 <= PAYLOADS.length; n += 4) {
    const [item, category, recipient, verifier] = PAYLOADS.slice(n, n + 4).map((text) => text.slice(0, 30));
    const service = {
      volunteerId,
      servedOn: '2019-04-12',
      durationMinutes: 60,
      item,
      category,
      recipient,
      verifier,
    };
    await ask('POST', '/communities/donghuan/timebank/service-records', service);
    await ask('POST', '/communities/donghuan/identity/invitations', {
      name: PAYLOADS[n]?.slice(0, LONGEST_NAME),
      role: 'staff',
      send: { channel: 'mail', to: 'somebody@mail.example' },
    });
  }
  return volunteerId;
}
