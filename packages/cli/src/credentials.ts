import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Session tokens by address, readable by their owner only. */
type Credentials = Record<string, { token: string; expires: string }>;

const path = () =>
  join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'linli', 'credentials.json');

function read(): Credentials {
  try {
    return JSON.parse(readFileSync(path(), 'utf8')) as Credentials;
  } catch {
    return {};
  }
}

export function storedToken(base: string): string | undefined {
  const kept = read()[base];
  return kept !== undefined && kept.expires > new Date().toISOString() ? kept.token : undefined;
}

/** Returns where it was stored. */
export function storeToken(base: string, token: string, expires: string): string {
  mkdirSync(dirname(path()), { recursive: true, mode: 0o700 });
  writeFileSync(path(), `${JSON.stringify({ ...read(), [base]: { token, expires } }, null, 2)}\n`, {
    mode: 0o600,
  });
  chmodSync(path(), 0o600);
  return path();
}
