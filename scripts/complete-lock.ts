import { readFileSync, writeFileSync } from 'node:fs';

// npm leaves an optional package out of the lock when the registry it asked does not have it, and then refuses its own
// lock: "npm ci" wants every optional dependency named there. Run after `npm install`: `npm run lock`.

type Package = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'x64',
  'ia32',
  'arm',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Package> };

for (const [at, owner] of Object.entries(lock.packages)) {
  if (!at.startsWith('node_modules/')) continue;
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const known = lock.packages[`${at}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
    const entry = known === undefined ? platformPackage(name, version, owner.dev) : undefined;
    if (entry !== undefined) lock.packages[`node_modules/${name}`] = entry;
  }
}

const { '': root = {}, ...rest } = lock.packages;
const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = { '': root, ...Object.fromEntries(sorted) };
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);

/** The entry npm would have written; undefined when the name says no platform. */
function platformPackage(name: string, version: string, dev: boolean | undefined): Package | undefined {
  const words = name.split('/').at(-1)?.split('-') ?? [];
  const os = words.find((word) => SYSTEMS.includes(word));
  if (os === undefined) return undefined;
  const cpu = words.find((word) => PROCESSORS.includes(word)) ?? (words.some(isArm) ? 'arm' : undefined);
  const libc = os !== 'linux' ? undefined : words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return {
    version,
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(dev === true ? { dev } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    optional: true,
    os: [os],
  };
}

function isArm(word: string): boolean {
  return /^(arm|gnueabihf|musleabihf|eabi)/.test(word);
}
