import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { folderFiles } from '../../../functions/src/local/files.ts';

const root = mkdtempSync(join(tmpdir(), 'linli-files-'));
const files = folderFiles(join(root, 'files'));
afterAll(() => rmSync(root, { recursive: true }));

const KEY = 'T/tnt_a/imports/imp_1/fil_1';
const bytes = (text: string) => new TextEncoder().encode(text);

it('gives back what was written, the later over the earlier, and leaves nothing half-written', async () => {
  await files.write(KEY, bytes('first'));
  await files.write(KEY, bytes('second'));
  expect(new TextDecoder().decode(await files.read(KEY))).toBe('second');
  expect(readdirSync(join(root, 'files/T/tnt_a/imports/imp_1'))).toEqual(['fil_1']);
});

it('knows a file that was removed no more, and removes it twice without complaint', async () => {
  await files.write(`${KEY}x`, bytes('x'));
  expect(await files.exists(`${KEY}x`)).toBe(true);
  await files.remove(`${KEY}x`);
  await files.remove(`${KEY}x`);
  expect(await files.exists(`${KEY}x`)).toBe(false);
  await expect(files.read(`${KEY}x`)).rejects.toThrow();
});

it.each([
  '../outside',
  'T/tnt_a/../../../outside',
  'T/tnt_a/imports/..',
  'T/tnt_a/./x',
  'T/../tnt_b/x',
  '/etc/passwd',
  'T/tnt_a//x',
  'T/tnt_a/x\u0000y',
  'T/tnt_a/a\\..\\b',
  'D/district/x',
  'T/tnt_a',
  '',
])('refuses the key %j, which does not stay inside a community', async (key) => {
  for (const use of [files.read, files.localPath, files.remove, files.exists])
    await expect((async () => use(key))()).rejects.toThrow('Not a community');
  await expect(files.write(key, bytes('x'))).rejects.toThrow('Not a community');
  expect(readdirSync(root)).toEqual(['files']);
});
