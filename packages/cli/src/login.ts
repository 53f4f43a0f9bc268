import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { baseUrl, CommandError, refusalOf, unreachable } from './api.ts';
import { storeToken } from './credentials.ts';
import { language, say } from './language.ts';

/** Asks for user name and password and keeps the session's token for later commands. Returns what to print. */
export async function login(): Promise<string> {
  const base = baseUrl();
  const [username, password] = await ask();
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
  const { user, expires } = (await response.json()) as { user: { name: string }; expires: string };
  const path = storeToken(base, tokenIn(response.headers.getSetCookie()), expires);
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

/** From a terminal with the password unseen, or two lines from a pipe. */
async function ask(): Promise<[string, string]> {
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
  const next = async (question: string) => {
    if (terminal) process.stderr.write(question);
    const { value } = await answers.next();
    return String(value ?? '').trim();
  };
  const username = await next(say('用户名：', 'User name: '));
  if (terminal) process.stderr.write(say('密码：', 'Password: '));
  hidden = terminal;
  const password = await next('');
  lines.close();
  if (terminal) process.stderr.write('\n');
  if (username === '' || password === '')
    throw new CommandError(say('用户名和密码都要填写。', 'Both user name and password are needed.'));
  return [username, password];
}
