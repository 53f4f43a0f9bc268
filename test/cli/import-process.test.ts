import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataFolder, discard, linli, startLinli } from '../support/linli.ts';

const LEDGERS = fileURLToPath(new URL('../../packages/core/demo/donghuan', import.meta.url));

let folder: string;
let server: Awaited<ReturnType<typeof startLinli>>;

beforeAll(async () => {
  folder = dataFolder();
  server = await startLinli(folder, '--empty');
});
afterAll(async () => {
  await server.end();
  discard(folder);
});

type Process = { pid: number; command: string[] };

/** The processes in which the server imports at this moment. */
const importing = (): Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const [, parent] = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        const ours =
          Number(parent) === server.process.pid && command.some((part) => part.endsWith('/import-job.ts'));
        return ours ? [{ pid: Number(pid), command }] : [];
      } catch {
        // It ended while we looked.
        return [];
      }
    });

it('goes on with an import whose process was killed, with more memory, and the server never notices', async () => {
  const args = ['onboard', '--slug', 'donghuan', '--name', '东环路社区', '--from', LEDGERS, '--json'];
  const command = linli(args, { env: { LINLI_URL: server.origin, DATA_DIR: folder } });
  await expect.poll(importing, { timeout: 60_000, interval: 20 }).toHaveLength(1);
  const [first] = importing() as [Process];
  process.kill(first.pid, 'SIGKILL');
  await expect
    .poll(() => importing().find(({ pid }) => pid !== first.pid), { timeout: 30_000 })
    .toBeDefined();
  const second = importing().find(({ pid }) => pid !== first.pid);
  const ready = await fetch(`${server.origin}/readyz`);
  const { status, output } = await command;

  expect(first.command).toContain('--max-old-space-size=128');
  expect(second?.command).toContain('--max-old-space-size=512');
  expect(ready.status).toBe(200);
  expect([status, JSON.parse(output)]).toEqual([0, expect.objectContaining({ state: 'live' })]);
  expect(server.said()).toContain('import process died');
  // The community is live by the last write of the import; its process still has to end by itself.
  await expect.poll(importing, { timeout: 30_000 }).toEqual([]);
}, 180_000);
