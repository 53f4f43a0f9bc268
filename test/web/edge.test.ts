import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleSite, startConsoleSite } from './console-site.ts';
import { openCommunities, sessionCookie } from './support/communities.ts';
import { type RawAnswer, rawRequest } from './support/raw-request.ts';
import { type SiteRoute, siteRoutes } from './support/routes.ts';

const HTML = { accept: 'text/html' };

let site: ConsoleSite;
let cookie: string;
let pages: SiteRoute[];

beforeAll(async () => {
  site = await startConsoleSite({ demo: false });
  cookie = await sessionCookie(site.origin);
  await openCommunities(site.origin, cookie, 'donghuan', 'guihua');
  pages = await siteRoutes({
    community: 'donghuan',
    domain: 'courtyard',
    nouns: 'courtyards',
    step: 'files',
  });
});
afterAll(() => site?.stop());

const getOnce = (path: string, headers: Record<string, string> = {}) =>
  rawRequest(site.origin, path, { headers: { ...HTML, host: new URL(site.origin).host, ...headers } });

/** A page, asked for again after the wait that is named: a fast machine walks a community faster than its rate. */
async function get(path: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const answer = await getOnce(path, headers);
  if (answer.status !== 429) return answer;
  await sleep(Number(answer.headers['retry-after']) * 1000);
  return get(path, headers);
}

/** What is wrong with the headers of an answer; nothing is right. */
function missingIn({ headers }: RawAnswer): string[] {
  const policy = headers['content-security-policy'] ?? '';
  const wanted: [string, boolean][] = [
    ['nosniff', headers['x-content-type-options'] === 'nosniff'],
    ['no frame', headers['x-frame-options'] === 'DENY' && policy.includes("frame-ancestors 'none'")],
    ['referrer', headers['referrer-policy'] === 'same-origin'],
    ['opener', headers['cross-origin-opener-policy'] === 'same-origin'],
    ['resource', headers['cross-origin-resource-policy'] === 'same-origin'],
    ['permissions', /camera=\(\), .*geolocation=\(\)/.test(headers['permissions-policy'] ?? '')],
    ['caching', headers['cache-control'] !== undefined],
    ['closed by default', policy.startsWith("default-src 'none'")],
    ['no base', policy.includes("base-uri 'none'")],
    ['forms', /form-action '(self|none)'/.test(policy)],
    ['nothing unsafe', !/unsafe|\*|https?:|data:(?!;|$)/.test(policy.replace("img-src 'self' data:", ''))],
    ['no cross-origin readers', headers['access-control-allow-origin'] === undefined],
    ['no name of the server', headers['server'] === undefined && headers['x-powered-by'] === undefined],
    ['no HTTPS on loopback', headers['strict-transport-security'] === undefined],
  ];
  return wanted.filter(([, right]) => !right).map(([name]) => name);
}

const isPicture = (path: string) => path.endsWith('.svg');

describe('the headers of every answer', () => {
  it('are right on every page of the site, to a visitor and to somebody signed in', async () => {
    const wrong: string[] = [];
    for (const { path } of pages)
      for (const headers of [{}, { cookie }] as Record<string, string>[]) {
        const missing = missingIn(await get(path, headers));
        if (missing.length > 0) wrong.push(`${path}: ${missing.join(', ')}`);
      }

    expect(pages.length).toBeGreaterThan(25);
    expect(wrong).toEqual([]);
  });

  it('are right on every route of the API, and nobody keeps what it says', async () => {
    const { paths } = JSON.parse((await get('/api/openapi.json')).body) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const wrong: string[] = [];
    for (const [template, methods] of Object.entries(paths))
      for (const method of Object.keys(methods)) {
        const path = template.replace('{community}', 'donghuan').replace(/\{\w+\}/g, 'nobody');
        const answer = await rawRequest(site.origin, path, {
          method: method.toUpperCase(),
          headers: { host: new URL(site.origin).host, cookie },
        });
        const missing = missingIn(answer);
        if (answer.headers['cache-control'] !== 'no-store') missing.push('kept');
        if (answer.status >= 500) missing.push(String(answer.status));
        if (missing.length > 0) wrong.push(`${method} ${path}: ${missing.join(', ')}`);
      }

    expect(Object.keys(paths).length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  it('say of every page what it is, and that no browser keeps what it told somebody who was signed in', async () => {
    const wrong: string[] = [];
    for (const { path } of pages)
      for (const headers of [{}, { cookie }] as Record<string, string>[]) {
        const { status, headers: said, body } = await get(path, headers);
        const type = said['content-type'];
        const kept = said['cache-control'] ?? '';
        if (
          body !== '' &&
          type !==
            (path.endsWith('.csv') && status === 200
              ? 'text/csv; charset=utf-8'
              : path.endsWith('.json') && status === 200
                ? 'application/json'
                : isPicture(path)
                  ? 'image/svg+xml; charset=utf-8'
                  : 'text/html; charset=utf-8')
        )
          wrong.push(`${status} ${path}: ${type}`);
        // A poster is the same for everybody, and hangs where nobody is signed in.
        if ('cookie' in headers && !isPicture(path) && !kept.includes('no-store'))
          wrong.push(`${path} is kept: ${kept}`);
      }

    expect(wrong).toEqual([]);
  });

  it('are right on signing in, files, uploads, health, the outbox and every kind of refusal', async () => {
    const { body } = await get('/donghuan');
    const [style = ''] = /\/_app\/immutable\/[\w./-]+\.css/.exec(body.replaceAll('../', '/')) ?? [];
    const host = new URL(site.origin).host;
    const post = (path: string, body: string, headers: Record<string, string> = {}) =>
      rawRequest(site.origin, path, { method: 'POST', body, headers: { ...HTML, host, ...headers } });
    const answers: Record<string, RawAnswer> = {
      session: await get('/auth/session', { cookie }),
      'no session': await get('/auth/session'),
      'no such sign-in': await get('/auth/nowhere'),
      style: await get(style),
      icon: await get('/favicon.svg'),
      upload: await rawRequest(site.origin, '/api/uploads/x.y', {
        method: 'PUT',
        body: 'x',
        headers: { host },
      }),
      health: await get('/healthz'),
      readiness: await get('/readyz'),
      outbox: await get('/outbox'),
      description: await get('/api/openapi.json'),
      'no page': await get('/donghuan/nothing/here'),
      'no community': await get('/nowhere'),
      'no route': await get('/api/v1/nowhere'),
      'no method': await rawRequest(site.origin, '/donghuan', { method: 'PROPFIND', headers: { host } }),
      'no JSON': await post('/auth/sign-in', '{', { 'content-type': 'application/json' }),
      'too large': await post('/auth/sign-in', 'x'.repeat(70_000)),
      'too long': await get(`/donghuan?x=${'x'.repeat(9000)}`),
      'too much along with it': await get('/donghuan', { cookie: `a=${'x'.repeat(17_000)}` }),
      'another site': await post('/sign-in', '', { origin: 'http://elsewhere.example' }),
      'another name': await get('/donghuan', { host: 'elsewhere.example' }),
      redirect: await get('/login'),
      download: await get('/console/donghuan/courtyard/courtyards/rows.csv', { cookie }),
    };

    const wrong = Object.entries(answers)
      .map(([name, answer]) => `${name} (${answer.status}): ${missingIn(answer).join(', ')}`)
      .filter((line) => !line.endsWith(': '));

    expect(wrong).toEqual([]);
    expect(style).not.toBe('');
    expect(answers['style']?.headers['content-type']).toContain('text/css');
  });
});

describe('a name that is not ours', () => {
  it.each(['elsewhere.example', 'localhost.elsewhere.example', 'localhost:1', '127.0.0.1'])(
    '%s gets no page, no redirect and no cookie',
    async (host) => {
      for (const path of ['/donghuan', '/login', '/preferences?lang=en', '/api/openapi.json']) {
        const answer = await get(path, { host });
        expect([answer.status, answer.headers['location'], answer.headers['set-cookie']]).toEqual([
          421,
          undefined,
          undefined,
        ]);
      }
    },
  );

  it('changes nothing in what is answered when it comes as a forwarded one', async () => {
    const forged = {
      'x-forwarded-host': 'elsewhere.example',
      'x-forwarded-proto': 'https',
      'x-original-url': '/district',
      'x-rewrite-url': '/district',
      forwarded: 'host=elsewhere.example;proto=https',
    };
    for (const path of ['/donghuan', '/sign-in', '/login', '/preferences?lang=en&back=/donghuan']) {
      const [plain, answer] = [await get(path), await get(path, forged)];
      const said = JSON.stringify([answer.status, answer.headers, answer.body]);
      expect(said).not.toContain('elsewhere');
      expect([answer.status, answer.headers['location'], answer.headers['set-cookie']]).toEqual([
        plain.status,
        plain.headers['location'],
        plain.headers['set-cookie'],
      ]);
    }
  });

  it('gets nothing when it stands in the request line', async () => {
    const answer = await get('http://elsewhere.example/donghuan');

    expect(JSON.stringify(answer)).not.toContain('elsewhere.example/');
    expect([400, 404, 421]).toContain(answer.status);
  });
});

describe('a way back', () => {
  const ELSEWHERE = [
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '///elsewhere.example/',
    '/\\elsewhere.example/',
    '\\\\elsewhere.example/',
    '/\t/elsewhere.example/',
    '/%09/elsewhere.example/',
    '/\n/elsewhere.example',
    'https:elsewhere.example',
    '/..//elsewhere.example',
    '/.//elsewhere.example',
    '/%2e//elsewhere.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://elsewhere.example',
    '/@elsewhere.example//x',
    '?//elsewhere.example',
  ];
  /** Where a browser at this address would be sent. */
  const leadsTo = ({ headers }: RawAnswer, from: string) =>
    headers['location'] === undefined ? site.origin : new URL(headers['location'], site.origin + from).origin;

  it.each(ELSEWHERE)('never leads to %j', async (back) => {
    const query = encodeURIComponent(back);
    const signedIn = await get(`/sign-in?next=${query}`, { cookie });
    const preferences = await get(`/preferences?lang=en&back=${query}`);
    const login = await get(`/login?next=${query}`);

    expect([signedIn.status, preferences.status, login.status]).toEqual([303, 303, 308]);
    for (const answer of [signedIn, preferences, login])
      expect(leadsTo(answer, '/sign-in')).toBe(site.origin);
  });

  it.each(ELSEWHERE)('from the sign-in form never leads to %j', async (next) => {
    const answer = await rawRequest(site.origin, '/sign-in', {
      method: 'POST',
      headers: {
        ...HTML,
        host: new URL(site.origin).host,
        origin: site.origin,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ username: 'district', password: 'correct horse battery', next }).toString(),
    });

    expect(answer.status).toBe(303);
    expect(leadsTo(answer, '/sign-in')).toBe(site.origin);
  });

  it('never lies in the path itself', async () => {
    for (const path of [
      '//elsewhere.example/',
      '//elsewhere.example/..',
      '/\\elsewhere.example/',
      '/%5Celsewhere.example/',
    ])
      expect(leadsTo(await get(path), '/'), path).toBe(site.origin);
  });
});

describe('a path that climbs', () => {
  const CLIMBING = [
    '/../../../../etc/passwd',
    '/_app/../../../../../etc/passwd',
    '/_app/..%2f..%2f..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/_app/immutable/..%5c..%5c..%5cpackage.json',
    '/..%252f..%252fetc/passwd',
    '/favicon.svg/../../package.json',
    '/_app/immutable/%00/../../../handler.js',
    '/handler.js',
    '/server/index.js',
    '/.env',
    '/api/uploads/../../../etc/passwd',
    '/api/uploads/..%2f..%2fetc%2fpasswd',
  ];

  it.each(CLIMBING)('%s opens no file', async (path) => {
    const answer = await get(path);

    expect(answer.body).not.toMatch(/root:.*:0:0|"workspaces"|createSite|create_server/);
    expect([400, 403, 404]).toContain(answer.status);
  });

  it.each([
    '../../../evil.csv',
    '..\\..\\evil.csv',
    '/etc/evil.csv',
    'a/../../evil.csv',
    'evil\u0000.csv',
    '....//evil.csv',
    '.csv',
  ])('in the name of a ledger leads nowhere: %j', async (name) => {
    const base = '/api/v1/communities/donghuan/importing/imports';
    const ask = (path: string, init: RequestInit) =>
      fetch(site.origin + path, { ...init, headers: { cookie, origin: site.origin, ...init.headers } });
    const made = await ask(base, {
      method: 'POST',
      headers: { 'idempotency-key': `climb ${encodeURIComponent(name)}` },
    });
    const { id } = (await made.json()) as { id: string };
    const form = new FormData();
    form.append('file', new File(['院落名称,详细地址,户数\r\n桂香院,东环路379号,67'], name));
    const sent = await ask(`${base}/${id}/files`, { method: 'POST', body: form });
    const announced = await ask(`${base}/${id}/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, bytes: 10 }),
    });

    expect(sent.status).toBeLessThan(500);
    expect(announced.status).toBeLessThan(500);
    expect(await site.filesOutside()).toEqual([]);
  });
});

describe('a neighbour at fifty times the load', () => {
  it('is told to wait, and costs the others no error', async () => {
    const SECONDS = 8;
    const ours: number[] = [];
    const theirs = new Map<number, number>();
    const ask = (path: string) => getOnce(path).then(({ status }) => status);
    const under: Promise<unknown>[] = [];
    for (let tick = 0; tick < SECONDS * 10; tick++) {
      if (tick % 2 === 0)
        under.push(ask(tick % 10 === 0 ? '/guihua' : '/api/v1/communities/guihua').then((s) => ours.push(s)));
      for (let n = 0; n < 25; n++)
        under.push(
          ask(n === 0 ? '/donghuan' : '/api/v1/communities/donghuan').then((s) =>
            theirs.set(s, (theirs.get(s) ?? 0) + 1),
          ),
        );
      await sleep(100);
    }
    await Promise.all(under);

    expect(ours.length).toBe(SECONDS * 5);
    expect(ours.filter((status) => status !== 200)).toEqual([]);
    expect([...theirs.values()].reduce((sum, n) => sum + n)).toBe(ours.length * 50);
    expect(theirs.get(429)).toBeGreaterThan(100);
    expect([...theirs.keys()].sort()).toEqual([200, 429]);
  });
});

describe('whoever is signed in', () => {
  it('finds the way out on every page that is theirs, or a step away', async () => {
    const without: string[] = [];
    for (const { path } of pages.filter(({ path: one }) => /^\/(console|district|account)/.test(one))) {
      const { status, body } = await get(path, { cookie });
      if (
        status === 200 &&
        body.startsWith('<!doctype') &&
        !/action="\/sign-out"|href="\/account"/.test(body)
      )
        without.push(path);
    }

    expect(without).toEqual([]);
  });

  it('leaves nothing behind in the browser', async () => {
    const own = await sessionCookie(site.origin);
    const answer = await rawRequest(site.origin, '/sign-out', {
      method: 'POST',
      body: '',
      headers: {
        ...HTML,
        host: new URL(site.origin).host,
        origin: site.origin,
        cookie: own,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });

    expect(answer.status).toBe(303);
    expect(answer.headers['clear-site-data']).toBe('"storage"');
    expect(String(answer.headers['set-cookie'])).toContain('linli.session_token=; Max-Age=0');
  });

  it('is not told back what they sent by TRACE', async () => {
    const answer = await rawRequest(site.origin, '/console/donghuan', {
      method: 'TRACE',
      headers: { host: new URL(site.origin).host, cookie },
    });

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).not.toContain('session_token');
  });
});
