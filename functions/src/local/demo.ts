import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LEDGERS = fileURLToPath(new URL('../../../packages/core/demo/donghuan', import.meta.url));
const LINLI = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url));

export const DEMO = { slug: 'donghuan', name: '东环路社区' } as const;

type Stage = 'wanted' | 'done' | 'none';

const marker = (folder: string) => join(folder, 'demo.stage');

/** Before the server makes anything: an empty folder gets the demo unless told otherwise, and one begun is finished. */
export function decideDemo(folder: string, empty: boolean): Stage {
  if (existsSync(marker(folder))) return readFileSync(marker(folder), 'utf8').trim() as Stage;
  const fresh = !existsSync(folder) || readdirSync(folder).length === 0;
  return fresh && !empty ? 'wanted' : 'none';
}

/** Written before anything else is made in the folder, so that a start that was killed at once is still a first start. */
export function rememberDemo(folder: string, stage: Stage): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(marker(folder), stage);
}

/**
 * Onboards the demo community with the command a person would use. May be cut off and run again: the command goes on
 * where it was. Rejects when a ledger was refused; rejected rows are part of real life and are not a failure. `ledgers`: the
 * folder of its workbooks.
 */
export async function onboardDemo(origin: string, folder: string, ledgers = LEDGERS): Promise<void> {
  const args = [LINLI, 'onboard', '--slug', DEMO.slug, '--name', DEMO.name, '--from', ledgers];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, LINLI_URL: origin, LINLI_TOKEN: '', DATA_DIR: folder },
  });
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('exit', end);
  if (code !== 0 && code !== 2)
    throw new Error(
      `演示社区没有建成，原因见上；重新运行 npm start 会接着做。 / The demo was not onboarded (see above).`,
    );
}
