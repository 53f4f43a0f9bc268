import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { storedToken } from './credentials.ts';
import { language, say } from './language.ts';

/** What a person can mend: shown without a trace, exit status 1. */
export class CommandError extends Error {}

/** A refusal of the API: its words, the field it belongs to, and the code. */
export class Refusal extends CommandError {
  readonly code: string;
  readonly status: number;

  constructor(status: number, body: ErrorBody) {
    const { message, field, issues = [], requestId } = body.error;
    const details = issues.map((issue) => `  ${issue.field}: ${issue.message}`);
    const where = field === undefined || issues.length > 0 ? '' : `  ${say('字段', 'field')}: ${field}`;
    super([message, ...details, where, `  (${requestId ?? status})`].filter(Boolean).join('\n'));
    this.code = body.error.code;
    this.status = status;
  }
}

type ErrorBody = {
  error: {
    code: string;
    message: string;
    field?: string;
    issues?: { field: string; message: string }[];
    requestId?: string;
  };
};

export type Api = <T>(method: string, path: string, sending?: Sending) => Promise<T>;
type Sending = { json?: unknown; key?: string };

export const baseUrl = (): string =>
  (process.env['LINLI_URL'] || 'http://localhost:3000').replace(/\/+$/, '');

/** The API at `LINLI_URL`, as whoever `LINLI_TOKEN`, a stored sign-in or the machine's operator token stands for. */
export function connect(): Api {
  const base = baseUrl();
  const credential = credentialFor(base);
  const headers = {
    'accept-language': language,
    ...(credential === undefined ? {} : { authorization: `Bearer ${credential.token}` }),
  };
  return async <T>(method: string, path: string, { json, key }: Sending = {}) => {
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    }).catch((cause: unknown) => {
      throw unreachable(base, cause);
    });
    if (response.status === 401) throw unknownToServer(base, credential);
    if (!response.ok) throw await refusalOf(response);
    return (await contentOf(response).catch(() => {
      throw notLinli(response);
    })) as T;
  };
}

/** JSON, or a file under the name that the API gives it. */
async function contentOf(response: Response): Promise<unknown> {
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return named === undefined
    ? response.json()
    : { name: decodeURIComponent(named), bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** Every command may be run again: what is done is not done twice. */
export function unreachable(base: string, cause: unknown): CommandError {
  const { code } = ((cause as { cause?: unknown }).cause ?? cause) as { code?: string };
  const what =
    code === 'ERR_INVALID_URL'
      ? say(`LINLI_URL 不是一个网址：${base}。`, `LINLI_URL is no address: ${base}.`)
      : code === 'ECONNREFUSED'
        ? say(`${base} 上没有服务器在运行。`, `No server is running at ${base}.`)
        : code === 'ENOTFOUND' || code === 'EAI_AGAIN'
          ? say(`找不到 ${base} 这个地址。`, `There is no such address: ${base}.`)
          : say(`和 ${base} 的连接断了。`, `The connection to ${base} was lost.`);
  const advice = say(
    '在本机请先运行 npm start；别的服务器请用 LINLI_URL 指定地址。然后再运行同一条命令，做过的不会重复。',
    'On this machine run npm start first; for another server set LINLI_URL. Then run the same command again: nothing is done twice.',
  );
  return new CommandError(`${what}${language === 'en' ? ' ' : ''}${advice}`, { cause });
}

/** What the server says in its refusal; an answer that is no refusal of ours comes from something else. */
export async function refusalOf(response: Response): Promise<CommandError> {
  const body = (await response.json().catch(() => undefined)) as ErrorBody | undefined;
  return body?.error?.message === undefined ? notLinli(response) : new Refusal(response.status, body);
}

const notLinli = ({ url, status }: Response) =>
  new CommandError(
    say(
      `${new URL(url).origin} 的回答（${status}）不像邻里的服务器。请检查 LINLI_URL；地址没错就稍后再试。`,
      `What ${new URL(url).origin} answers (${status}) is not what Linli answers. Check LINLI_URL; if it is right, try again later.`,
    ),
  );

type Credential = { token: string; from: 'environment' | 'login' | 'operator' };

function credentialFor(base: string): Credential | undefined {
  const given = process.env['LINLI_TOKEN'];
  if (given) return { token: given, from: 'environment' };
  const stored = storedToken(base);
  if (stored !== undefined) return { token: stored, from: 'login' };
  const operator = operatorToken(base);
  return operator === undefined ? undefined : { token: operator, from: 'operator' };
}

/** Which credential was not accepted, and where another comes from. */
function unknownToServer(base: string, credential: Credential | undefined): CommandError {
  switch (credential?.from) {
    case 'environment':
      return new CommandError(
        say(
          `${base} 不认 LINLI_TOKEN 里的令牌：可能抄错了、过期了，或者是另一台服务器的。请改正它，或者去掉它再运行 npx linli login 登录。`,
          `${base} does not know the token in LINLI_TOKEN: it is mistyped, has run out, or belongs to another server. Correct it, or unset it and sign in with npx linli login.`,
        ),
      );
    case 'login':
      return new CommandError(
        say(
          `在 ${base} 的登录已经失效，请运行 npx linli login 重新登录。`,
          `The sign-in at ${base} has run out; sign in again with npx linli login.`,
        ),
      );
    case 'operator':
      return new CommandError(
        say(
          `${operatorTokenPath()} 不是 ${base} 这台服务器的运维令牌。请用 DATA_DIR 指定它的数据目录，或者运行 npx linli login 登录。`,
          `${operatorTokenPath()} is not the operator token of ${base}. Set DATA_DIR to its data folder, or sign in with npx linli login.`,
        ),
      );
    default:
      return new CommandError(
        say(
          `还没有在 ${base} 登录，请运行 npx linli login。在服务器本机上，也可以用 DATA_DIR 指定它的数据目录。`,
          `Nobody is signed in at ${base}: run npx linli login. On the server's own machine, DATA_DIR can name its data folder instead.`,
        ),
      );
  }
}

const operatorTokenPath = () => join(resolve(process.env['DATA_DIR'] || '.data'), 'operator.token');

// The token opens this machine's own server only, and is never sent anywhere else.
function operatorToken(base: string): string | undefined {
  if (!/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(base)) return undefined;
  try {
    return readFileSync(operatorTokenPath(), 'utf8').trim();
  } catch {
    return undefined;
  }
}
