import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../../../functions/src/local/free-port.ts';

/** Where Debian puts PostgreSQL, a folder a version. */
const DEBIAN = '/usr/lib/postgresql';
const START_LIMIT_MS = 30_000;

/** The folder of the newest PostgreSQL's programs, or undefined where none is installed. */
export function postgresBinaries(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  return readdirSync(DEBIAN)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

export type Cluster = {
  /** Makes a database of its own; answers how to connect to it. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
};

/**
 * PostgreSQL in a temporary folder, on a free port of loopback: durable as it comes from Debian (`fsync` and
 * `synchronous_commit` on, which is asked of it), with memory as an administrator gives it.
 */
export async function startCluster(binaries: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-postgres-'));
  const owner = ownerOf(folder);
  const password = randomBytes(16).toString('hex');
  const secret = join(folder, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (owner !== undefined) chownSync(secret, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const make = [
    '-D',
    data,
    '-U',
    'bench',
    '-A',
    'scram-sha-256',
    '--pwfile',
    secret,
    '-E',
    'UTF8',
    '--locale=C',
  ];
  execFileSync(join(binaries, 'initdb'), make, { ...owner, cwd: folder, stdio: 'pipe' });

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...MEMORY];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(binaries, 'postgres'), args, { ...owner, cwd: folder, stdio: 'ignore' });
  const exited = once(server, 'exit');
  const address = (name: string) => `postgres://bench:${password}@127.0.0.1:${port}/${name}`;
  const stop = async () => {
    // Fast shutdown: whoever is connected is sent away.
    server.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(address('postgres'));
    await requireDurable(address('postgres'));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    stop,
    async database(name) {
      await ask(address('postgres'), `create database ${name}`);
      return address(name);
    },
  };
}

const MEMORY = ['shared_buffers=512MB', 'max_wal_size=4GB'];

/** PostgreSQL refuses to run as root: there it runs as the user that Debian made for it. */
function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ['-u', '-g'].map((which) =>
    Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })),
  ) as [number, number];
  chownSync(folder, uid, gid);
  return { uid, gid };
}

async function untilItAnswers(address: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await answers(address))) {
    if (Date.now() > deadline) throw new Error('PostgreSQL did not answer');
    await sleep(50);
  }
}

const answers = (address: string) =>
  ask(address, 'select 1').then(
    () => true,
    () => false,
  );

async function requireDurable(address: string): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const [row] = await ask(address, `show ${setting}`);
    if (row?.[setting] !== 'on') throw new Error(`PostgreSQL runs with ${setting} ${row?.[setting]}`);
  }
}

async function ask(address: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: address });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
