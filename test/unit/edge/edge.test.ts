import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { edge } from '../../../functions/src/edge/edge.ts';
import { underOwnName } from '../../../functions/src/edge/who-may-ask.ts';

const OWN = 'https://linli.example';
const KiB = 1024;

const app = new Hono()
  .use(edge({ origins: [OWN], formBytes: 4 * KiB * KiB }))
  .use(underOwnName([OWN]))
  .get('/framed', (c) => c.body('page', 200, { 'content-security-policy': "frame-ancestors 'self'" }))
  .get('/breaks', () => {
    throw new Error('a bug');
  })
  .all('*', async (c) => c.text(`${(await c.req.text()).length}`));
app.onError((_, c) => c.text('bug', 500));

const ask = (path: string, init: RequestInit = {}) => app.request(`${OWN}${path}`, init);

describe('the headers of an answer', () => {
  it('tell browsers of a deployed stack never to come without HTTPS again, also with an error', async () => {
    const [page, missing, bug] = [await ask('/'), await ask('/x'), await ask('/breaks')];

    for (const answer of [page, missing, bug])
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  });

  it('leave a page the policy that it brings', async () => {
    const answer = await ask('/framed');

    expect(answer.headers.get('content-security-policy')).toBe("frame-ancestors 'self'");
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });
});

describe('a change', () => {
  const post = (headers: Record<string, string>) => ask('/api/v1/x', { method: 'POST', headers });

  it.each([
    ['a page of this site', { origin: OWN, 'sec-fetch-site': 'same-origin' }],
    ['a program', {}],
    ['a browser that names only the kind of site', { 'sec-fetch-site': 'same-origin' }],
  ])('from %s is let through', async (_, headers) => {
    expect((await post(headers)).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { origin: 'https://elsewhere.example' }],
    [
      'a neighbouring name of one site',
      { origin: 'https://other.linli.example', 'sec-fetch-site': 'same-site' },
    ],
    ['another port', { origin: `${OWN}:8443` }],
    ['the same name without HTTPS', { origin: 'http://linli.example' }],
    ['a page whose origin is hidden', { origin: 'null' }],
    ['another site in a browser that names only the kind', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour in a browser that names only the kind', { 'sec-fetch-site': 'same-site' }],
  ])('from %s is refused, whatever the method', async (_, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await ask('/api/v1/x', { method, headers })).status, method).toBe(403);
  });
});

describe('a request that is larger than its kind', () => {
  const send = (path: string, bytes: number) => ask(path, { method: 'POST', body: 'a'.repeat(bytes) });

  it.each([
    ['/auth/sign-in', 64 * KiB],
    ['/sign-in', 64 * KiB],
    ['/api/v1/communities/donghuan/timebank/service-records', KiB * KiB],
    ['/console/donghuan/timebank/service-records/new', KiB * KiB],
    ['/api/v1/communities/donghuan/importing/imports/imp_1/files', 4 * KiB * KiB],
    ['/console/donghuan/importing/imp_1/files', 4 * KiB * KiB],
    ['/district/donghuan/ledgers/imp_1/files', 4 * KiB * KiB],
  ])('is refused at %s beyond %i bytes and taken up to them', async (path, bytes) => {
    const [most, more] = [await send(path, bytes), await send(path, bytes + 1)];

    expect([most.status, await most.text()]).toEqual([200, String(bytes)]);
    expect([more.status, await more.text()]).toEqual([413, expect.stringMatching(/不能超过 \d+ [KM]B/)]);
  });

  it('is noticed while it comes when it does not say how long it is', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(16 * KiB)),
    });
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit;

    expect((await ask('/auth/sign-in', init)).status).toBe(413);
  });

  it('is refused in its address and in its headers too', async () => {
    const address = await ask(`/donghuan?search=${'x'.repeat(8 * KiB)}`);
    const headers = await ask('/donghuan', { headers: { cookie: `a=${'x'.repeat(16 * KiB)}` } });

    expect([address.status, await address.text()]).toEqual([414, expect.stringContaining('网址太长')]);
    expect([headers.status, await headers.text()]).toEqual([431, expect.stringContaining('Cookie')]);
  });
});

it('answers under no name but its own', async () => {
  const answer = await app.request('https://elsewhere.example/donghuan');

  expect([answer.status, await answer.text()]).toEqual([421, expect.stringContaining('不是本系统的网址')]);
});
