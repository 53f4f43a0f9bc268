import { describe, expect, it } from 'vitest';
import { asSent, readOrigin, whoAsked } from '../../../functions/src/local/public-origin.ts';

const ORIGIN = 'https://linli.example.cn';

describe('ORIGIN', () => {
  it('is an address with https and nothing behind its name', () => {
    expect(readOrigin('')).toBeUndefined();
    expect(readOrigin('https://linli.example.cn/')).toBe(ORIGIN);
    expect(readOrigin('https://linli.example.cn:8443')).toBe(`${ORIGIN}:8443`);
    for (const wrong of [
      'linli.example.cn',
      'http://linli.example.cn',
      `${ORIGIN}/linli`,
      `${ORIGIN}?x`,
      'https://',
    ])
      expect(() => readOrigin(wrong)).toThrow('ORIGIN');
  });
});

describe('a request that came through the web server before this machine', () => {
  const arrived = (url: string) => {
    const raw = new Request(url, { method: 'POST', body: 'typed', headers: { cookie: 'a=b' } });
    return { raw, url: raw.url };
  };

  it('is the one that the person sent, with what was in it', async () => {
    const sent = asSent(arrived('http://linli.example.cn/sign-in?next=%2F'), ORIGIN);

    expect(sent.url).toBe(`${ORIGIN}/sign-in?next=%2F`);
    expect([sent.method, sent.headers.get('cookie'), await sent.text()]).toEqual(['POST', 'a=b', 'typed']);
  });

  it('stays as it is under the machine’s own name, and where there is no such server', () => {
    const here = arrived('http://localhost:3000/healthz');

    expect(asSent(here, ORIGIN)).toBe(here.raw);
    expect(asSent(here, undefined)).toBe(here.raw);
  });

  it.each([
    ['the address that server saw', '127.0.0.1', '203.0.113.7', ORIGIN, '203.0.113.7'],
    [
      'the last of several: the sender may have written the others',
      '::1',
      '10.0.0.1, 203.0.113.7',
      ORIGIN,
      '203.0.113.7',
    ],
    ['itself, when it names nobody', '127.0.0.1', '', ORIGIN, '127.0.0.1'],
    ['itself, when it does not come from this machine', '203.0.113.9', '10.0.0.1', ORIGIN, '203.0.113.9'],
    ['itself, where no such server is known', '127.0.0.1', '10.0.0.1', undefined, '127.0.0.1'],
  ])('came from %s', (_, remote, forwarded, origin, who) => {
    expect(whoAsked(remote, new Headers({ 'x-forwarded-for': forwarded }), origin)).toBe(who);
  });
});
