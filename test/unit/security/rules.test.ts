import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGN_IN_WAYS } from '@linli/core/kernel';
import { hashPassword } from 'better-auth/crypto';
import { describe, expect, it } from 'vitest';
import { attachmentNamed } from '../../../functions/src/api/disposition.ts';
import { logLine } from '../../../functions/src/log-line.ts';
import { newPin } from '../../../packages/core/src/identity/pin.ts';
import { slowHash, slowHashMatches } from '../../../packages/core/src/identity/slow-hash.ts';
import { newSpokenCode } from '../../../packages/core/src/identity/spoken-code.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDERS = [
  'packages/cli/src',
  'packages/core/src',
  'packages/ledger/src',
  'functions/src',
  'infra/src',
  'web/src',
];

/** Our own sources, by path. */
const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !name.includes('paraglide'))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(ROOT, folder, name), 'utf8') })),
);
const PAGES = SOURCES.filter(({ path }) => path.endsWith('.svelte'));

/** Each place where the sources have something, by path and what stands there. */
const found = (pattern: RegExp, among = SOURCES): string[] =>
  among.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([what]) => `${path}: ${what}`));

describe('the sources', () => {
  it('are all looked through', () => {
    expect(SOURCES.length).toBeGreaterThan(500);
    expect(PAGES.length).toBeGreaterThan(80);
  });

  it('make no code out of texts', () => {
    expect(found(/\beval\(|new Function\(|node:vm|\{@html/g)).toEqual([]);
  });

  it('hash with SHA-256 and scrypt and seal with AES-256-GCM, and know no other', () => {
    const named = found(/create(?:Hash|Hmac|Cipheriv|Decipheriv)\(\s*'([\w-]+)'/g).map(
      (place) => place.split("'")[1],
    );

    expect(new Set(named)).toEqual(new Set(['sha256', 'aes-256-gcm']));
    expect(found(/create(?:Hash|Hmac|Cipheriv|Decipheriv)\(\s*(?!')/g)).toEqual([]);
    expect(found(/'(?:md5|sha1|rc4|des-[\w-]*|aes-128[\w-]*)'/gi)).toEqual([]);
  });

  it('take what is nobody’s to guess from the system’s own generator', () => {
    // One waits a while of chance before it tries again: nobody gains by guessing that.
    expect(found(/Math\.random\(\)/g)).toEqual(['packages/core/src/table/conflicts.ts: Math.random()']);
  });

  it('ask for secrets in fields that hide them, that a password manager knows and that take what is pasted', () => {
    const fields = PAGES.flatMap(({ path, text }) =>
      [...text.matchAll(/<(?:Field|input)\b[^>]*?name="(?:password|current|pin)"[^>]*>/gs)].map(([tag]) => ({
        path,
        tag,
      })),
    );

    expect(fields.length).toBeGreaterThanOrEqual(5);
    for (const { tag } of fields) {
      expect(tag).toContain('type="password"');
      expect(tag).toMatch(/autocomplete="(?:current|new)-password"/);
    }
    expect(found(/onpaste|oncopy/g, PAGES)).toEqual([]);
  });

  it('keep nothing in the browser’s own storage', () => {
    const kept = found(/localStorage|sessionStorage|indexedDB|document\.cookie/g);

    // A check-in that was pressed without a network: ids and a time, no name, and gone once it is sent.
    expect(kept.filter((place) => !place.startsWith('web/src/lib/check-in/kept.ts:'))).toEqual([]);
  });
});

describe('what is made up', () => {
  it('is as long as it has to be: PINs of six figures, codes to read out of twelve letters of thirty', () => {
    const bits = (letters: number, length: number) => length * Math.log2(letters);

    expect(newPin()).toMatch(/^\d{6}$/);
    expect(newSpokenCode()).toMatch(/^(?:[a-hjkmnp-z2-8]{4}-){2}[a-hjkmnp-z2-8]{4}$/);
    expect(bits(30, 12)).toBeGreaterThan(58);
    // A session's token: functions/src/auth/opening.ts.
    expect(bits(62, 32)).toBeGreaterThan(128);
    const seen = new Set(Array.from({ length: 2000 }, newSpokenCode));
    expect(seen.size).toBe(2000);
  });
});

describe('a slow hash', () => {
  it('is scrypt as OWASP asks for it, says with what it was made, and is another every time', async () => {
    const [one, other] = [await slowHash('一句话'), await slowHash('一句话')];

    expect(one).toMatch(/^scrypt\$15\$8\$3\$[0-9a-f]{32}\$[0-9a-f]{128}$/);
    expect(one).not.toBe(other);
    expect(await slowHashMatches('一句话', one)).toBe(true);
    expect(await slowHashMatches('一句 话', one)).toBe(false);
  });

  it('made with other parameters opens all the same, so that they can be changed', async () => {
    // scrypt('old', salt of sixteen zeros), N 2^10, r 4, p 1, by OpenSSL.
    const { scryptSync } = await import('node:crypto');
    const hash = scryptSync('old', Buffer.alloc(16), 64, { N: 1024, r: 4, p: 1 }).toString('hex');

    expect(await slowHashMatches('old', `scrypt$10$4$1$${'00'.repeat(16)}$${hash}`)).toBe(true);
  });
});

describe('a hash of the first installations', () => {
  it('opens still: of a password, as better-auth made it, and of a PIN', async () => {
    const password = await hashPassword('一句 话');
    const { scryptSync } = await import('node:crypto');
    const cost = { N: 16384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };
    const pin = `${'ab'.repeat(16)}:${scryptSync('060241', Buffer.from('ab'.repeat(16), 'hex'), 64, cost).toString('hex')}`;

    expect(await slowHashMatches('一句 话', password)).toBe(true);
    expect(await slowHashMatches('一句话', password)).toBe(false);
    expect(await slowHashMatches('060241', pin)).toBe(true);
    expect(await slowHashMatches('060242', pin)).toBe(false);
    expect(await slowHashMatches('x', 'no hash at all')).toBe(false);
  });
});

describe('a log line', () => {
  it('is one line of JSON, whatever is in it', () => {
    const line = logLine({
      level: 'error',
      error: 'a\n{"level":"info","event":"forged"}\r',
      at: { deep: 'b\nc' },
    });

    expect(line.split(/[\n\r]/)).toHaveLength(1);
    expect(JSON.parse(line)).toMatchObject({ level: 'error', at: { deep: 'b\nc' } });
  });
});

describe('the name of a file that is handed back', () => {
  it.each([
    'a"b.csv',
    'a\r\nset-cookie: x=1.csv',
    "it's; filename=evil.exe",
    '台账（一）*.csv',
    '../../etc/passwd',
  ])('%j cannot end the header', (name) => {
    const header = attachmentNamed(name);

    expect(header).toMatch(/^attachment; filename\*=UTF-8''[\w.!~%-]+$/);
    expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe(name);
  });
});

describe('the ways of signing in', () => {
  it('are each in the decision that says how strong they are', () => {
    const decision = readFileSync(join(ROOT, 'docs/decisions/0004-sign-in.md'), 'utf8');
    const words = {
      password: 'password',
      code: 'phone and code',
      card: 'card number and PIN',
      passkey: 'passkey',
      wechat: 'WeChat',
    };

    for (const way of SIGN_IN_WAYS) expect(decision).toContain(`| ${words[way]} |`);
  });
});

describe('what is installed', () => {
  const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

  it('is named by one version everywhere, and by the hash of its content', () => {
    const { packages } = read('package-lock.json') as {
      packages: Record<
        string,
        {
          version?: string;
          integrity?: string;
          link?: boolean;
          resolved?: string;
          optional?: boolean;
          inBundle?: boolean;
        }
      >;
    };
    const installed = Object.entries(packages).filter(
      ([path, { link }]) => path.includes('node_modules/') && !link,
    );

    expect(installed.length).toBeGreaterThan(300);
    // What a package brings inside its own content has that content's hash; an optional package for another system may be unknown to the registry that made the lock (scripts/complete-lock.ts).
    expect(
      installed
        .filter(([, one]) => !one.version || (!one.integrity && !one.optional && !one.inBundle))
        .map(([path]) => path),
    ).toEqual([]);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('is asked for by exact versions', () => {
    const { workspaces } = read('package.json') as { workspaces: string[] };
    const folders = [
      '.',
      ...workspaces.flatMap((one) =>
        one.endsWith('/*')
          ? readdirSync(join(ROOT, one.slice(0, -2))).map((name) => join(one.slice(0, -2), name))
          : [one],
      ),
    ];
    const asked = folders.flatMap((folder) => {
      const {
        dependencies = {},
        devDependencies = {},
        optionalDependencies = {},
      } = read(join(folder, 'package.json'));
      return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies } as Record<
        string,
        string
      >);
    });

    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });
});
