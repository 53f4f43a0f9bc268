import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimDataFolder, keptSecret } from '../../../functions/src/local/data-folder.ts';
import { decideDemo, rememberDemo } from '../../../functions/src/local/demo.ts';
import { engineBinary } from '../../../functions/src/local/engine-binary.ts';
import { processMark } from '../../../functions/src/local/process-mark.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('lets one server have a data folder, and the next one when it is given back', () => {
  const release = claimDataFolder(folder);
  expect(() => claimDataFolder(folder)).toThrow(String(process.pid));
  release();
  claimDataFolder(folder)();
});

it('is not kept out by the lock of a server that was killed', async () => {
  const other = spawn('sleep', ['60']);
  writeFileSync(join(folder, 'linli.pid'), processMark(other.pid ?? 0) ?? '');
  expect(() => claimDataFolder(folder)).toThrow(String(other.pid));
  const exited = once(other, 'exit');
  other.kill('SIGKILL');
  await exited;
  claimDataFolder(folder)();
});

it('is not kept out by a lock whose process number belongs to another process by now', () => {
  writeFileSync(join(folder, 'linli.pid'), `${process.pid} 1`);
  claimDataFolder(folder)();
});

it('keeps a secret that only its owner may read, the same at every start', () => {
  const path = join(folder, 'operator.token');
  const secret = keptSecret(path);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(keptSecret(path)).toBe(secret);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('onboards the demo into an empty folder only, and goes on with one that was cut off', () => {
  expect(decideDemo(folder, true)).toBe('none');
  expect(decideDemo(folder, false)).toBe('wanted');
  rememberDemo(folder, 'wanted');
  writeFileSync(join(folder, 'linli.db'), '');
  expect(decideDemo(folder, false)).toBe('wanted');
  rememberDemo(folder, 'done');
  expect(decideDemo(folder, false)).toBe('done');
});

it('leaves a folder alone that has somebody else’s data in it', () => {
  writeFileSync(join(folder, 'linli.db'), '');
  expect(decideDemo(folder, false)).toBe('none');
});

it('says what to do on a platform without the engine', () => {
  expect(() => engineBinary('darwin-arm64')).toThrow(/darwin-arm64[\s\S]*DYNAMODB_ENDPOINT/);
});
