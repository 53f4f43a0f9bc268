import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { baseUrl, CommandError, refusalOf, unreachable } from './api.ts';
import { storeToken } from './credentials.ts';
import { language, say } from './language.ts';

type SignedIn = { user: { name: string }; expires: string };

/** Keeps a token that was made at /account/tokens for later commands, once the server knows it. Returns what to print. */
export async function loginWithToken(): Promise<string> {
  const base = baseUrl();
  const [token] = await ask([[say('令牌：', 'Token: '), 'hidden']]);
  const headers = { authorization: `Bearer ${token}`, 'accept-language': language };
  const response = await fetch(`${base}/auth/session`, { headers }).catch((cause: unknown) => {
    throw unreachable(base, cause);
  });
  if (!response.ok)
    throw new CommandError(
      say(
        '这个令牌不能用：写错了、已吊销或已到期。',
        'This token does not work: mistyped, revoked or run out.',
      ),
    );
  return kept(base, token ?? '', (await response.json()) as SignedIn);
}

/** Asks for user name and password and keeps the session's token for later commands. Returns what to print. */
export async function login(): Promise<string> {
  const base = baseUrl();
  const [username, password] = await ask([
    [say('用户名：', 'User name: '), 'shown'],
    [say('密码：', 'Password: '), 'hidden'],
  ]);
  const response = await fetch(`${base}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify({ username, password }),
  }).catch((cause: unknown) => {
    throw unreachable(base, cause);
  });
  if (!response.ok) {
    const { message } = await refusalOf(response);
    throw new CommandError(message);
  }
  const signedIn = (await response.json()) as SignedIn | { next: string };
  if ('next' in signedIn)
    throw new CommandError(
      say(
        `这个账号登录时还有第二步。请在 ${base}/account/tokens 新建令牌，再运行 npx linli login --token。`,
        `This account has a second step. Make a token at ${base}/account/tokens, then run npx linli login --token.`,
      ),
    );
  return kept(base, tokenIn(response.headers.getSetCookie()), signedIn);
}

function kept(base: string, token: string, { user, expires }: SignedIn): string {
  const path = storeToken(base, token, expires);
  return say(
    `已登录：${user.name}。登录状态保存在 ${path}`,
    `Signed in as ${user.name}. The session is kept in ${path}`,
  );
}

function tokenIn(cookies: readonly string[]): string {
  for (const cookie of cookies) {
    const value = /^(?:__Host-)?linli\.session_token=([^;]+)/.exec(cookie)?.[1];
    // The part after the dot is the cookie's signature, which a bearer token does without.
    if (value !== undefined) return decodeURIComponent(value).split('.')[0] ?? '';
  }
  throw new CommandError(say('服务器没有给出登录凭据。', 'The server opened no session.'));
}

type Question = [words: string, kind: 'shown' | 'hidden'];

/** From a terminal, what is hidden unseen, or a line an answer from a pipe. */
async function ask(questions: readonly Question[]): Promise<string[]> {
  let hidden = false;
  const output = new Writable({
    write(chunk, _, done) {
      if (!hidden) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = process.stdin.isTTY === true;
  const lines = createInterface({ input: process.stdin, output, terminal });
  const answers = lines[Symbol.asyncIterator]();
  const given: string[] = [];
  for (const [words, kind] of questions) {
    if (terminal) process.stderr.write(words);
    hidden = terminal && kind === 'hidden';
    const { value } = await answers.next();
    if (hidden) process.stderr.write('\n');
    hidden = false;
    given.push(String(value ?? '').trim());
  }
  lines.close();
  if (given.includes('')) throw new CommandError(say('每一项都要填写。', 'Every answer is needed.'));
  return given;
}
