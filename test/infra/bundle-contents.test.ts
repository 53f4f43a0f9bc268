import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleFolder, LAMBDAS, type LambdaName, metafileOf } from '../../infra/src/bundles.ts';
import { builtBundles } from './support/bundles.ts';

beforeAll(builtBundles);

type Import = { path: string; kind: string; external?: boolean };
type Metafile = {
  inputs: Record<string, unknown>;
  outputs: Record<string, { imports: Import[]; inputs: Record<string, unknown> }>;
};

const metafile = (name: LambdaName): Metafile => JSON.parse(readFileSync(metafileOf(name), 'utf8'));

const sourcesOf = (name: LambdaName) => Object.keys(metafile(name).inputs);

/** What is read before the first request is answered: the entry and all it imports statically. */
function loadedAtStart(name: LambdaName): string[] {
  const { outputs } = metafile(name);
  const seen = new Set<string>();
  const visit = (output: string) => {
    if (seen.has(output) || outputs[output] === undefined) return;
    seen.add(output);
    for (const { path, kind } of outputs[output].imports) if (kind === 'import-statement') visit(path);
  };
  visit(Object.keys(outputs).find((output) => output.endsWith(`/${name}/index.mjs`)) ?? '');
  return [...seen].flatMap((output) => Object.keys(outputs[output]?.inputs ?? {}));
}

const textOf = (name: LambdaName) =>
  readdirSync(bundleFolder(name))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => readFileSync(join(bundleFolder(name), file), 'utf8'))
    .join('\n');

describe.each(LAMBDAS)('the %s bundle', (name) => {
  test('has nothing of one machine in it: no demo sign-ins, no outbox, no engine, no operator token file', () => {
    const sources = sourcesOf(name);

    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter((source) => /functions\/src\/local\/|core\/demo\/|dynoxide/.test(source))).toEqual(
      [],
    );
    expect(textOf(name)).not.toMatch(/operator\.token|DATA_DIR|DYNAMODB_ENDPOINT/);
  });

  test('carries its own SDK and needs nothing outside itself but Node', () => {
    const outside = Object.values(metafile(name).outputs)
      .flatMap(({ imports }) => imports)
      .filter(({ external, kind }) => external === true && kind === 'import-statement')
      .map(({ path }) => path.replace(/^node:/, ''));

    expect(sourcesOf(name).some((source) => source.includes('@aws-sdk/client-dynamodb'))).toBe(true);
    expect([...new Set(outside)].filter((path) => !NODE.has(path))).toEqual([]);
  });
});

test('the api bundle does not hold better-auth, and neither do stream and jobs', () => {
  for (const name of ['api', 'stream', 'jobs'] as const)
    expect(sourcesOf(name).filter((source) => source.includes('better-auth'))).toEqual([]);
  expect(sourcesOf('auth').some((source) => source.includes('node_modules/better-auth/'))).toBe(true);
});

test('the web function loads better-auth only for somebody who has a session', () => {
  expect(sourcesOf('web').some((source) => source.includes('better-auth'))).toBe(true);
  expect(loadedAtStart('web').filter((source) => source.includes('better-auth'))).toEqual([]);
});

test('the client of S3 is not loaded before a file is asked for', () => {
  expect(sourcesOf('api').some((source) => source.includes('@aws-sdk/client-s3'))).toBe(true);
  expect(loadedAtStart('api').filter((source) => source.includes('@aws-sdk/client-s3'))).toEqual([]);
});

test('no function checks the constant models of its entities at a cold start', () => {
  for (const name of LAMBDAS) {
    const checkers = sourcesOf(name).filter((source) => source.includes('node_modules/jsonschema/'));
    expect(checkers).toEqual(['node_modules/jsonschema/lib/index.js']);
    expect(textOf(name)).not.toContain('is not of a type(s)');
  }
});

const NODE = new Set(
  (await import('node:module')).builtinModules.flatMap((module) => [module, module.replace(/^node:/, '')]),
);
