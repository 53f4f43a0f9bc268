import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const modulesOf = async (entry: string): Promise<string[]> => {
  const { metafile } = await build({
    entryPoints: [`${root}${entry}`],
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).filter((path) => /better-auth|better-call|kysely/.test(path));
};

it("the API's bundle holds nothing of better-auth", async () => {
  expect(await modulesOf('functions/src/api/app.ts')).toEqual([]);
});

it("signing in's bundle does, without its own database layer", async () => {
  const modules = await modulesOf('functions/src/auth/app.ts');
  expect(modules.some((path) => path.includes('node_modules/better-auth/'))).toBe(true);
  expect(modules.filter((path) => path.includes('node_modules/kysely/'))).toEqual([]);
});
