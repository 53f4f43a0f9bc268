import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { forgetAbandonedUploads } from '../../../functions/src/local/upload-sweep.ts';

const root = mkdtempSync(join(tmpdir(), 'linli-sweep-'));
afterAll(() => rmSync(root, { recursive: true }));

const NOW = '2019-05-10T02:00:00.000Z';

function kept(path: string, at: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), 'x');
  utimesSync(join(root, path), new Date(at), new Date(at));
}

it('forgets what was sent more than a day ago and not taken in, and what was left half-written; nothing else', () => {
  kept('U/tnt_a/upl_old', '2019-05-09T01:59:59.000Z');
  kept('U/tnt_a/upl_new', '2019-05-09T02:00:01.000Z');
  kept('T/tnt_a/imports/imp_1/fil_old', '2018-01-01T00:00:00.000Z');
  kept('T/tnt_a/imports/imp_1/fil_2.1f0c.part', '2019-05-09T01:59:59.000Z');
  kept('T/tnt_a/imports/imp_1/fil_3.9a3e.part', NOW);

  forgetAbandonedUploads(root, NOW);

  const left = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(fil|upl)_/.test(path),
  );
  expect(left.sort()).toEqual([
    'T/tnt_a/imports/imp_1/fil_3.9a3e.part',
    'T/tnt_a/imports/imp_1/fil_old',
    'U/tnt_a/upl_new',
  ]);
});

it('has nothing to do in a folder that is not there yet', () => {
  expect(() => forgetAbandonedUploads(join(root, 'nowhere'), NOW)).not.toThrow();
});
