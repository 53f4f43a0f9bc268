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
  const token = process.env['LINLI_TOKEN'] || storedToken(base) || operatorToken(base);
  const headers = {
    'accept-language': language,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
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
    if (!response.ok) throw await refusalOf(response);
    return (await contentOf(response)) as T;
  };
}

/** JSON, or a file under the name that the API gives it. */
async function contentOf(response: Response): Promise<unknown> {
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return named === undefined
    ? response.json()
    : { name: decodeURIComponent(named), bytes: new Uint8Array(await response.arrayBuffer()) };
}

export const unreachable = (base: string, cause: unknown) =>
  new CommandError(
    say(
      `连不上 ${base}。请先运行 npm start，或用 LINLI_URL 指定地址。`,
      `Cannot reach ${base}. Run npm start first, or set LINLI_URL to the right address.`,
    ),
    { cause },
  );

export async function refusalOf(response: Response): Promise<CommandError> {
  const body = (await response.json().catch(() => undefined)) as ErrorBody | undefined;
  if (body?.error?.message === undefined)
    return new CommandError(
      say(
        `服务器回答 ${response.status}，请稍后再试。`,
        `The server answered ${response.status}; try again.`,
      ),
    );
  const refusal = new Refusal(response.status, body);
  if (response.status !== 401) return refusal;
  return new CommandError(`${refusal.message}\n${say('请运行 npx linli login。', 'Run npx linli login.')}`);
}

// The token opens this machine's own server only, and is never sent anywhere else.
function operatorToken(base: string): string | undefined {
  if (!/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(base)) return undefined;
  try {
    return readFileSync(join(resolve(process.env['DATA_DIR'] || '.data'), 'operator.token'), 'utf8').trim();
  } catch {
    return undefined;
  }
}
