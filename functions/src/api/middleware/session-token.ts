/** `__Host-` ties the cookie to this host over HTTPS; on one machine's loopback, browsers refuse that prefix without HTTPS. */
export const SESSION_COOKIES = ['__Host-linli.session_token', 'linli.session_token'] as const;

/** The session or operator token of a request: `Authorization: Bearer`, else the session cookie without its signature. */
export function sessionTokenOf(headers: Headers): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  for (const pair of (headers.get('cookie') ?? '').split(/;\s*/)) {
    const [name = '', value = ''] = splitOnce(pair, '=');
    if ((SESSION_COOKIES as readonly string[]).includes(name)) return tokenIn(value);
  }
  return undefined;
}

// better-auth writes `token.signature`, percent-encoded. The token is 32 random letters and digits, which the encoding
// leaves as they are, and it is looked up by its hash, so neither the rest nor its decoding adds anything here.
const tokenIn = (value: string): string | undefined => /^[A-Za-z0-9]+/.exec(value)?.[0];

const splitOnce = (text: string, mark: string): string[] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};
