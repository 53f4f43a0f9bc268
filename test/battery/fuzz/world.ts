import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession, tokenHashOf } from '@linli/core/identity';
import { runImportJob } from '@linli/core/importing';
import { type Grant, IN_JOB, newId, SYSTEM, systemClock } from '@linli/core/kernel';
import { createApp } from '@linli/functions/api';
import { Hono } from 'hono';
import { createAuthApp, createStaff } from '../../../functions/src/auth/app.ts';
import { edge } from '../../../functions/src/edge/edge.ts';
import { folderFiles } from '../../../functions/src/local/files.ts';
import {
  createTestTable,
  districtTable,
  publicTable,
  startEngine,
  tenantTable,
} from '../../support/engine.ts';
import { testMasterKey } from '../../support/master-key.ts';
import { type Operation, operationsIn, signInOperations } from './api-document.ts';

export const ORIGIN = 'http://localhost';
const DISTRICT = 'main';
const OPERATOR = 'operatortokenofthebattery';
const PASSWORD = 'correct horse battery';
const LEDGERS = new URL('../../../packages/core/demo/donghuan/', import.meta.url);
/** Enough of every noun, and short: fuzzing is about shapes, not about size. */
const IMPORTED = /^(01|03|05|06|07|08|09|10|11|12)-/;

/** The product in this process, over the real engine, with two communities and somebody of every kind signed in. */
export type World = {
  ask(request: Request): Promise<Response>;
  operations: Operation[];
  slugs: string[];
  /** Names of tokens: who is signed in, and the operator more often than anybody. */
  people: string[];
  /** The token of one of them; signs them in again when theirs has ended. */
  tokenOf(person: string): Promise<string>;
  /** What was logged as a bug since the last look. */
  bugs(): string[];
  /** Does what an import of this community waits for. */
  work(slug: string, importId: string): Promise<void>;
  close(): Promise<void>;
};

export async function openWorld(): Promise<World> {
  const engine = await startEngine();
  const folder = await mkdtemp(join(tmpdir(), 'linli-fuzz-'));
  const table = await createTestTable(engine.endpoint);
  const files = folderFiles(folder);
  const bugs: string[] = [];
  const shared = {
    districtId: DISTRICT,
    districtTable: districtTable(table, DISTRICT),
    clock: systemClock,
    log: (entry: Record<string, unknown>) => {
      if (entry['level'] === 'error') bugs.push(String(entry['error'] ?? JSON.stringify(entry)));
    },
  };
  const tenant = (tenantId: string) => tenantTable(table, tenantId);
  const api = createApp({
    ...shared,
    tenantTable: tenant,
    publicTable: (tenantId) => publicTable(table, tenantId),
    files,
    masterKey: testMasterKey,
    operatorTokenHash: tokenHashOf(OPERATOR),
    origin: ORIGIN,
  });
  const signIn = {
    ...shared,
    trustedOrigins: [ORIGIN] as const,
    secret: 'a secret of the battery, long enough to sign with',
    secureCookies: false,
    secondFactorDemanded: false,
  };
  const auth = createAuthApp(signIn);
  const app = new Hono()
    .use(edge({ origins: [ORIGIN], formBytes: 4 * 1024 * 1024 }))
    .all('/auth/*', (c) => auth.fetch(c.req.raw, { address: '192.0.2.1' }))
    .all('*', (c) => api.fetch(c.req.raw));
  const ask = async (request: Request) => app.fetch(request);
  const asOperator = operator(ask);

  const tenants = new Map<string, string>();
  for (const slug of ['donghuan', 'guihua']) {
    const made = await asOperator('POST', '/district/communities', { slug, name: `${slug}社区` });
    tenants.set(slug, String(made['tenantId']));
    await asOperator('POST', `/district/communities/${slug}/provision`, {});
  }
  const work = async (slug: string, importId: string) => {
    const tenantId = tenants.get(slug);
    if (tenantId === undefined) return;
    const scope = {
      from: IN_JOB,
      tenantId,
      table: tenant(tenantId),
      actor: SYSTEM,
      now: systemClock(),
      requestId: 'req_fuzz',
    };
    const tools = { scope, files, masterKey: testMasterKey, clock: systemClock, outOfTime: () => false };
    for (let turns = 0; turns < 20 && (await runImportJob(tools, importId)) === 'more'; turns++);
  };
  await bringIn(asOperator, work, 'donghuan');

  const people: Record<string, Grant> = {
    district: { role: 'districtAdministrator', tenantId: '*' },
    donghuan: { role: 'communityAdministrator', tenantId: tenants.get('donghuan') ?? '' },
    guihua: { role: 'communityAdministrator', tenantId: tenants.get('guihua') ?? '' },
  };
  const opened = new Map<string, string>();
  const tokenOf = async (person: string): Promise<string> => {
    if (person === 'operator') return OPERATOR;
    const grant = people[person];
    if (grant === undefined) return person;
    const token = opened.get(person) ?? '';
    const headers = { authorization: `Bearer ${token}` };
    if ((await ask(new Request(`${ORIGIN}/auth/session`, { headers }))).ok) return token;
    // Whoever was put out, disabled or stripped of their role is replaced by somebody new.
    const username = `${person}${opened.size}${randomUUID().slice(0, 8)}`;
    const id = await createStaff(signIn, { username, password: PASSWORD, name: person, grants: [grant] });
    const now = systemClock();
    const fresh = `${person}${randomUUID().replaceAll('-', '')}`;
    await openSession(
      { districtId: DISTRICT, table: shared.districtTable },
      {
        id: newId('session', now),
        tokenHash: tokenHashOf(fresh),
        userId: id,
        createdAt: now,
      },
    );
    opened.set(person, fresh);
    return fresh;
  };
  const document = await (await ask(new Request(`${ORIGIN}/api/openapi.json`))).json();
  return {
    ask,
    operations: [...operationsIn(document as never), ...signInOperations(auth.routes)],
    // Most of what is asked is about the one that has something.
    slugs: ['donghuan', 'donghuan', 'donghuan', 'guihua'],
    people: ['operator', 'operator', 'operator', ...Object.keys(people)],
    tokenOf,
    bugs: () => bugs.splice(0),
    work,
    async close() {
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type AsOperator = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

const operator =
  (ask: World['ask']): AsOperator =>
  async (method, path, body) => {
    const isForm = body instanceof FormData;
    const answer = await ask(
      new Request(`${ORIGIN}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${OPERATOR}`,
          'idempotency-key': randomUUID(),
          ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      }),
    );
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };

async function bringIn(asOperator: AsOperator, work: World['work'], slug: string): Promise<void> {
  const imports = `/communities/${slug}/importing/imports`;
  const { id } = await asOperator('POST', imports);
  const form = new FormData();
  for (const name of (await readdir(LEDGERS)).filter((file) => IMPORTED.test(file)))
    form.append('file', new File([await readFile(new URL(name, LEDGERS))], name));
  await asOperator('POST', `${imports}/${id}/files`, form);
  for (const step of ['preflight', 'run']) {
    await asOperator('POST', `${imports}/${id}/${step}`);
    await work(slug, String(id));
  }
}
