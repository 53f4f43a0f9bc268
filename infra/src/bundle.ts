import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { bundleFolder, LAMBDAS, type LambdaName, mapsFolder, metafileOf, ROOT } from './bundles.ts';

// CommonJS packages inside an ES module bundle still call `require` for Node's own modules.
const REQUIRE = `import{createRequire}from'node:module';const require=createRequire(import.meta.url);`;

const SITE = join(ROOT, 'web', 'build');

/** Bundles one Lambda, the SDK included, so that what is tested is what runs, whatever SDK the runtime carries. */
export async function bundle(name: LambdaName): Promise<void> {
  const folder = bundleFolder(name);
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { index: join(ROOT, 'functions', 'src', 'lambda', `${name}.ts`) },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What only some requests need (`await import`) becomes a file that only they load.
    splitting: true,
    minify: true,
    // Short names load a tenth faster than kept ones; `npm run stack` makes a trace readable again, from these maps.
    sourcemap: 'external',
    alias: { 'linli:site': join(SITE, 'handler.js') },
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    banner: { js: REQUIRE },
    absWorkingDir: ROOT,
    plugins: [withoutZodsLanguages, withoutModelValidation, withoutBrowsersNames, withoutLaptopsSignIns],
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(metafileOf(name), JSON.stringify(metafile));
  takeMapsAside(folder, mapsFolder(name));
  if (name === 'web') takeAlongTheSitesFiles(folder);
}

/**
 * zod carries its messages in fifty languages and no bundler can tell that they are unused. Ours come from our own
 * catalogue; English, which zod imports apart from the others, stays.
 */
const withoutZodsLanguages: Plugin = {
  name: 'without-zods-languages',
  setup({ onLoad }) {
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({ contents: 'export {}' }));
  },
};

/**
 * ElectroDB holds every model against a JSON schema, twice, each time an entity is made: for forty entities that was the
 * biggest part of a cold start. Our models are constants and the tests make every one of them from the sources, with the
 * check (test/unit/keys.test.ts), so in a bundle the answer is known.
 */
const withoutModelValidation: Plugin = {
  name: 'without-model-validation',
  setup({ onLoad }) {
    onLoad({ filter: /jsonschema[/\\]lib[/\\]index\.js$/ }, () => ({
      contents: `
        exports.Validator = class { addSchema() {} validate() { return { errors: [] } } };
        exports.Validator.prototype.customFormats = {};`,
    }));
  },
};

/** The SDK asks what browser it runs in, in a file that only browsers load, with a list of all there are. */
const withoutBrowsersNames: Plugin = {
  name: 'without-browsers-names',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules[/\\]bowser[/\\]/ }, () => ({ contents: 'export default {}' }));
  },
};

/**
 * The SDK's chain of credentials ends with how people sign in to AWS on their own machines, through clients of their own. A
 * Lambda finds its credentials at the chain's beginning, in its environment.
 */
const withoutLaptopsSignIns: Plugin = {
  name: 'without-laptops-sign-ins',
  setup({ onLoad }) {
    onLoad(
      { filter: /@aws-sdk[/\\]nested-clients[/\\].*submodules[/\\](signin|sso|sso-oidc)[/\\]index\.js$/ },
      () => ({
        contents: 'module.exports = {}',
      }),
    );
  },
};

function takeMapsAside(folder: string, aside: string): void {
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  for (const file of readdirSync(folder).filter((file) => file.endsWith('.map')))
    renameSync(join(folder, file), join(aside, file));
}

function takeAlongTheSitesFiles(folder: string): void {
  cpSync(join(SITE, 'client'), join(folder, 'client'), { recursive: true });
}

export async function bundleAll(): Promise<void> {
  if (!existsSync(join(SITE, 'handler.js'))) {
    throw new Error('web/build is missing: build the site first (npm run build -w web), then bundle.');
  }
  await Promise.all(LAMBDAS.map(bundle));
}

if (import.meta.main) await bundleAll();
