import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { communityIn, networkOf, RATES, withinRates } from '../../../functions/src/edge/rates.ts';
import { TokenBuckets } from '../../../functions/src/edge/token-buckets.ts';

describe('a token bucket', () => {
  it('lets as many through at once as it holds, then says in how many seconds to come back', () => {
    const buckets = new TokenBuckets({ perSecond: 0.5, atOnce: 3 });

    const answers = [1, 2, 3, 4].map(() => buckets.take('a', 0));

    expect(answers).toEqual([0, 0, 0, 2]);
  });

  it('fills again with time, and no further than it was', () => {
    const buckets = new TokenBuckets({ perSecond: 1, atOnce: 2 });
    for (const _ of [1, 2]) buckets.take('a', 0);

    const afterASecond = [buckets.take('a', 1000), buckets.take('a', 1000)];
    const afterADay = [1, 2, 3].map(() => buckets.take('a', 86_400_000));

    expect(afterASecond).toEqual([0, 1]);
    expect(afterADay).toEqual([0, 0, 1]);
  });

  it('is one of each name', () => {
    const buckets = new TokenBuckets({ perSecond: 1, atOnce: 1 });

    expect([buckets.take('a', 0), buckets.take('b', 0), buckets.take('a', 0)]).toEqual([0, 0, 1]);
  });

  it('remembers no more names than fit, whoever makes them up', () => {
    const buckets = new TokenBuckets({ perSecond: 0.001, atOnce: 1 });
    buckets.take('first', 0);
    for (let n = 0; n < 25_000; n++) buckets.take(`made up ${n}`, 0);

    expect(buckets.take('first', 0)).toBe(0);
    expect(buckets.take('made up 24999', 0)).toBeGreaterThan(0);
  });
});

describe('how often somebody may ask', () => {
  /** A server for whoever calls from this address, at a moment that stands still. */
  const server = (clientAddress: string | undefined) =>
    new Hono()
      .use(withinRates({ clientAddress: () => clientAddress, nowMs: () => 0 }))
      .all('*', (c) => c.text('answered'));

  const burst = async (ask: () => Response | Promise<Response>, times: number) => {
    const statuses: number[] = [];
    for (let n = 0; n < times; n++) statuses.push((await ask()).status);
    return { answered: statuses.filter((status) => status === 200).length, last: statuses.at(-1) };
  };

  it('is held for a person, wherever they go', async () => {
    const app = server(undefined);
    let n = 0;
    const ask = () => app.request(`/page${n++}`, { headers: { authorization: 'Bearer one-token' } });

    expect(await burst(ask, 250)).toEqual({ answered: RATES.person.atOnce, last: 429 });
  });

  it('is held for an address, however many persons it claims to be', async () => {
    const app = server('192.0.2.7');
    let n = 0;
    const ask = () => app.request(`/page${n}`, { headers: { authorization: `Bearer token${n++}` } });

    expect(await burst(ask, 700)).toEqual({ answered: RATES.address.atOnce, last: 429 });
  });

  it('is held for a community, and the one beside it goes on', async () => {
    const app = server(undefined);

    const donghuan = await burst(() => app.request('/donghuan/classes'), 500);
    const guihua = await app.request('/guihua/classes');

    expect(donghuan).toEqual({ answered: RATES.community.atOnce, last: 429 });
    expect(guihua.status).toBe(200);
  });

  it('is said in words, with when to come back, to a person and to a program', async () => {
    const app = server(undefined);
    await burst(() => app.request('/donghuan'), RATES.community.atOnce);

    const page = await app.request('/donghuan');
    const data = await app.request('/api/v1/communities/donghuan', { headers: { 'accept-language': 'en' } });

    expect([page.status, page.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await page.text()).toContain('访问太频繁，请等 1 秒再试。');
    expect(await data.json()).toMatchObject({
      error: { code: 'rate_limited', reason: 'tooManyRequests', message: expect.stringContaining('wait 1') },
    });
  });

  it('leaves an office of sixty behind one address alone on its busiest minute', async () => {
    let nowMs = 0;
    const app = new Hono()
      .use(withinRates({ clientAddress: () => '192.0.2.7', nowMs: () => nowMs }))
      .all('*', (c) => c.text('answered'));
    const refused: number[] = [];
    // Everybody opens a page every two seconds, for a minute, after all of them opened three at once.
    const open = async (person: number) => {
      const headers = { authorization: `Bearer person${person}` };
      const { status } = await app.request('/console/donghuan', { headers });
      if (status !== 200) refused.push(nowMs);
    };
    for (let person = 0; person < 60; person++) for (const _ of [1, 2, 3]) await open(person);
    for (; nowMs < 60_000; nowMs += 2000) for (let person = 0; person < 60; person++) await open(person);

    expect(refused).toEqual([]);
  });
});

describe('who somebody is to the limits', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    [undefined, undefined],
  ])('%s is the line %s', (address, line) => {
    expect(networkOf(address)).toBe(line);
  });

  it.each([
    ['/donghuan', 'donghuan'],
    ['/donghuan/courtyards/cyd_1', 'donghuan'],
    ['/console/donghuan/importing', 'donghuan'],
    ['/district/donghuan', 'donghuan'],
    ['/api/v1/communities/donghuan/timebank/cards', 'donghuan'],
    ['/api/v1/district/communities/donghuan', 'donghuan'],
    ['/api/v1/district/communities', undefined],
    ['/api/v1/public/communities', undefined],
    ['/', undefined],
  ])('%s is about %s', (path, community) => {
    expect(communityIn(path)).toBe(community);
  });
});
