import { describe, expect, it } from 'vitest';
import { sessionTokenOf } from '../../../functions/src/api/middleware/session-token.ts';

const tokenIn = (headers: Record<string, string>) => sessionTokenOf(new Headers(headers));

describe('the token of a request', () => {
  it.each([
    ['the cookie of a deployment', { cookie: 'a=1; __Host-linli.session_token=AbC123.sig%2Bna%3D; b=2' }],
    ['the cookie of one machine', { cookie: 'linli.session_token=AbC123.x' }],
    ['a bearer token', { authorization: 'Bearer AbC123' }],
  ])('is read from %s', (_, headers) => {
    expect(tokenIn(headers as Record<string, string>)).toBe('AbC123');
  });

  it.each([
    ['no cookie', {}],
    ["another's cookie", { cookie: 'better-auth.session_token=AbC123.x' }],
    ['an emptied cookie', { cookie: 'linli.session_token=' }],
    ['a broken encoding', { cookie: 'linli.session_token=%E0%A4%A' }],
  ])('is not found in %s', (_, headers) => {
    expect(tokenIn(headers as Record<string, string>)).toBeUndefined();
  });
});
