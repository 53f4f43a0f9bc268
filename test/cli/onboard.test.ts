import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataFolder, discard, linli, startLinli } from '../support/linli.ts';

const DEMO = fileURLToPath(new URL('../../packages/core/demo/donghuan/', import.meta.url));
const LINLI = fileURLToPath(new URL('../../packages/cli/linli.mjs', import.meta.url));

let folder: string;
let ledgers: string;
let server: Awaited<ReturnType<typeof startLinli>>;

beforeAll(async () => {
  folder = dataFolder();
  ledgers = mkdtempSync(join(tmpdir(), 'linli-ledgers-'));
  for (const name of ['01-院落台账.xlsx', '03-时间银行志愿者登记表.xlsx', '12-积分兑换目录.xlsx'])
    copyFileSync(join(DEMO, name), join(ledgers, name));
  server = await startLinli(folder, '--empty');
});
afterAll(async () => {
  await server.end();
  discard(folder);
  rmSync(ledgers, { recursive: true });
});

const env = () => ({ LINLI_URL: server.origin, DATA_DIR: folder });
const onboard = (slug: string, from: string, ...more: string[]) =>
  linli(['onboard', '--slug', slug, '--name', '新河社区', '--from', from, ...more], { env: env() });
const report = async (slug: string) =>
  JSON.parse((await linli(['report', '--community', slug, '--json'], { env: env() })).output);

it('checks the ledgers without writing a record, then brings them in, then finds nothing to change', async () => {
  const dry = await onboard('xinhe', ledgers, '--dry-run', '--json');
  expect(dry).toMatchObject({ status: 0, errors: expect.not.stringContaining('Error') });
  expect(JSON.parse(dry.output)).toMatchObject({
    state: 'draft',
    totals: { rows: 637, ready: 637, rejected: 0 },
  });
  expect(await report('xinhe')).toMatchObject({ courtyards: 0, timeBank: { volunteers: 0 } });

  const run = await onboard('xinhe', ledgers, '--json');
  expect(run.status).toBe(0);
  expect(JSON.parse(run.output)).toMatchObject({
    state: 'live',
    totals: { inserted: 637, updated: 0, unchanged: 0 },
  });
  expect(await report('xinhe')).toMatchObject({ courtyards: 15, timeBank: { volunteers: 612 } });

  const again = await onboard('xinhe', ledgers, '--json');
  expect(again.status).toBe(0);
  expect(JSON.parse(again.output)).toMatchObject({ totals: { inserted: 0, updated: 0, unchanged: 637 } });

  const verified = await linli(['verify', '--community', 'xinhe'], { env: env() });
  expect(verified).toMatchObject({ status: 0, output: expect.stringContaining('全部相符') });
}, 180_000);

it('goes on where it was when the command is killed half-way', async () => {
  const args = [LINLI, 'onboard', '--slug', 'duanle', '--name', '断了社区', '--from', ledgers];
  const command = spawn(process.execPath, args, { env: { ...process.env, ...env() }, stdio: 'ignore' });
  const importing = async () => {
    const headers = {
      authorization: `Bearer ${readFileSync(join(folder, 'operator.token'), 'utf8').trim()}`,
    };
    const response = await fetch(`${server.origin}/api/v1/communities/duanle/importing/imports`, { headers });
    return response.ok && ((await response.json()) as { items: unknown[] }).items.length === 1;
  };
  await expect.poll(importing, { timeout: 30_000 }).toBe(true);
  const killed = once(command, 'exit');
  command.kill('SIGKILL');
  await killed;

  const { status, output } = await linli(
    ['onboard', '--slug', 'duanle', '--name', '断了社区', '--from', ledgers, '--json'],
    { env: env() },
  );
  expect(status).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ state: 'live', totals: { rows: 637, rejected: 0 } });
  expect(await report('duanle')).toMatchObject({ courtyards: 15, timeBank: { volunteers: 612 } });
}, 180_000);

it('names the file that is no ledger and the field that is wrong, with exit status 1', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'linli-broken-'));
  const empty = await onboard('kong', broken);
  expect(empty).toMatchObject({ status: 1, errors: expect.stringContaining('--from') });

  writeFileSync(join(broken, '报告.xlsx'), '%PDF-1.7 not a workbook');
  const refused = await onboard('huaile', broken);
  expect(refused).toMatchObject({ status: 1, errors: expect.stringContaining('报告.xlsx') });

  const slug = await onboard('API', broken);
  expect(slug).toMatchObject({ status: 1, errors: expect.stringContaining('slug') });
  rmSync(broken, { recursive: true });
});
