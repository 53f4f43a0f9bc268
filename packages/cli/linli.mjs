#!/usr/bin/env node
// Plain JavaScript, because the Node that `npx` finds may be older than the one that reads TypeScript.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = new URL('./src/main.ts', import.meta.url);

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(main.href);
} else {
  const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  const { status, error } = spawnSync(node, [fileURLToPath(main), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (error)
    console.error(
      `没有找到 Node 24，请先运行 npm ci。 / Node 24 is missing: run npm ci first. (${error.message})`,
    );
  process.exitCode = status ?? 1;
}
