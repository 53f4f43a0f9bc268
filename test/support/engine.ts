import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  createTableInput,
  districtPrefix,
  localDocumentClient,
  PUBLIC_COLLECTIONS,
  Table,
  tenantPrefix,
} from '@linli/core/table';
import { engineBinary } from '../../functions/src/local/engine-binary.ts';
import { freePort } from '../../functions/src/local/free-port.ts';

export type Engine = { endpoint: string; process: ChildProcess; stop(): Promise<void> };

/** The embedded engine on a free loopback port: in memory, or in `dbPath` when one is given. */
export async function startEngine(options: { dbPath?: string; port?: number } = {}): Promise<Engine> {
  const port = options.port ?? (await freePort());
  const file = options.dbPath === undefined ? [] : ['--db-path', options.dbPath];
  return started(engineBinary(), ['serve', '--host', '127.0.0.1', '--port', String(port), ...file], port);
}

const EMULATOR = join(
  createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json'),
  '..',
  'emulator',
);

/** Amazon's own DynamoDB Local, as an oracle for behaviour; undefined on a machine without Java. */
export async function amazonLocal(): Promise<Engine | undefined> {
  if (!hasJava()) return undefined;
  const port = await freePort();
  const library = `-Djava.library.path=${join(EMULATOR, 'DynamoDBLocal_lib')}`;
  const jar = join(EMULATOR, 'DynamoDBLocal.jar');
  return started(
    'java',
    [library, '-Xmx256m', '-jar', jar, '-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)],
    port,
  );
}

export const hasJava = () => spawnSync('java', ['-version']).status === 0;

async function started(command: string, args: string[], port: number): Promise<Engine> {
  // DynamoDB Local leaves a file in the folder it is started from.
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir() });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints = `${complaints}${chunk}`.slice(-4000);
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 20_000;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The engine did not start: ${complaints}`);
    }
    await sleep(10);
  }
  return {
    endpoint,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

// Any answer will do: both engines refuse a bare GET, which is proof enough that they listen.
const answers = (endpoint: string) =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

export type TestTable = { client: DynamoDBDocumentClient; tableName: string };

/** A new empty table, created from the same definition as every real one. */
export async function createTestTable(endpoint: string): Promise<TestTable> {
  const client = localDocumentClient(endpoint);
  const tableName = `linli-${randomUUID()}`;
  await client.send(new CreateTableCommand(createTableInput(tableName)));
  return { client, tableName };
}

export const tenantTable = ({ client, tableName }: TestTable, tenantId: string): Table =>
  new Table(client, tableName, tenantPrefix(tenantId));

export const publicTable = (table: TestTable, tenantId: string): Table =>
  tenantTable(table, tenantId).only(PUBLIC_COLLECTIONS);

export const districtTable = ({ client, tableName }: TestTable, districtId: string): Table =>
  new Table(client, tableName, districtPrefix(districtId));
