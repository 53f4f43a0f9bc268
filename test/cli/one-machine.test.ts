import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dataFolder, discard, linli, startLinli } from '../support/linli.ts';

const STATIC = fileURLToPath(new URL('../../web/build/client/_app/immutable', import.meta.url));

describe('one machine with a district and no community', () => {
  let folder: string;
  let home: string;
  let server: Awaited<ReturnType<typeof startLinli>>;
  const env = () => ({ LINLI_URL: server.origin, DATA_DIR: folder, XDG_CONFIG_HOME: home });

  beforeAll(async () => {
    folder = dataFolder();
    home = mkdtempSync(join(tmpdir(), 'linli-home-'));
    server = await startLinli(folder, '--empty');
    await vi.waitFor(() => expect(server.said()).toContain('ready'), { timeout: 20_000 });
  });
  afterAll(async () => {
    await server.end();
    discard(folder);
    rmSync(home, { recursive: true });
  });

  const operator = () => ({
    authorization: `Bearer ${readFileSync(join(folder, 'operator.token'), 'utf8').trim()}`,
  });
  const asOperator = (path: string) => fetch(`${server.origin}/api/v1${path}`, { headers: operator() });

  it('is healthy, ready, and describes its API', async () => {
    expect(await (await fetch(`${server.origin}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${server.origin}/readyz`)).json()).toEqual({
      table: true,
      site: true,
      stream: true,
    });
    expect(await (await fetch(`${server.origin}/api/openapi.json`)).json()).toMatchObject({
      openapi: '3.1.0',
    });
  });

  it('has no community, and tells so only to who may know', async () => {
    expect(await (await asOperator('/district/communities')).json()).toEqual({ items: [] });
    expect((await fetch(`${server.origin}/api/v1/district/communities`)).status).toBe(401);
    expect(statSync(join(folder, 'operator.token')).mode & 0o777).toBe(0o600);
  });

  it('signs in with the printed sign-in, in the browser and on the command line', async () => {
    const [, password = ''] = /district +(\S+)/.exec(server.said().split('Demo sign-ins')[1] ?? '') ?? [];
    const wrong = await linli(['login'], { env: env(), input: 'district\nnot-it-at-all\n' });
    expect(wrong.status).toBe(1);
    const { status, output, errors } = await linli(['login'], {
      env: env(),
      input: `district\n${password}\n`,
    });
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    const path = join(home, 'linli', 'credentials.json');
    expect(output).toContain(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);

    // Without the operator's token, the stored session opens the same door.
    const report = await linli(['report', '--community', 'nowhere'], { env: { ...env(), DATA_DIR: home } });
    expect(report.status).toBe(1);
    expect(report.errors).toContain('没有“nowhere”这个社区');
  });

  it('says which credential it does not know, and what to do', async () => {
    const asked = ['discard', '--slug', 'nowhere'];
    const wrong = await linli(asked, { env: { ...env(), LINLI_TOKEN: 'mistyped' } });
    const none = await linli(asked, { env: { ...env(), DATA_DIR: '/nowhere', XDG_CONFIG_HOME: '/nowhere' } });

    expect(wrong).toMatchObject({ status: 1, errors: expect.stringContaining('LINLI_TOKEN') });
    expect(none).toMatchObject({ status: 1, errors: expect.stringContaining('npx linli login') });
    expect(wrong.errors + none.errors).toContain(server.origin);
  });

  it('reports and verifies in words and units that people use, and discards a draft', async () => {
    const made = async (slug: string, name: string) =>
      fetch(`${server.origin}/api/v1/district/communities`, {
        method: 'POST',
        headers: {
          ...operator(),
          'content-type': 'application/json',
          'idempotency-key': `cli-words-${slug}`,
        },
        body: JSON.stringify({ slug, name }),
      });
    await made('yueya', '月牙社区');
    await made('caogao', '草稿社区');
    await fetch(`${server.origin}/api/v1/district/communities/yueya/provision`, {
      method: 'POST',
      headers: { ...operator(), 'content-type': 'application/json' },
      body: '{}',
    });

    const report = await linli(['report', '--community', 'yueya'], { env: env() });
    const verified = await linli(['verify', '--community', 'yueya'], { env: env() });
    const live = await linli(['discard', '--slug', 'yueya'], { env: env() });
    const draft = await linli(['discard', '--slug', 'caogao'], { env: env() });
    const again = await linli(['discard', '--slug', 'caogao'], { env: env() });

    expect(report.output).toMatch(/^月牙社区，截至 \d{4}-\d\d-\d\d\n/);
    expect(report.output).toMatch(/服务时长 +0 小时\n/);
    expect(report.output).not.toMatch(/[a-z]{3}/);
    expect(verified).toMatchObject({ status: 0, output: expect.stringContaining('全部相符') });
    expect(live).toMatchObject({ status: 1, errors: expect.stringContaining('只有还没有开通的草稿') });
    expect(draft).toMatchObject({ status: 0, output: expect.stringContaining('caogao 可以再用') });
    expect(again).toMatchObject({ status: 1, errors: expect.stringContaining('没有“caogao”这个社区') });
  });

  it('serves immutable files for a year and finds nothing outside its folder', async () => {
    const [style = ''] = readdirSync(STATIC, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.css'),
    );
    const served = await fetch(`${server.origin}/_app/immutable/${style}`);
    expect(served.status).toBe(200);
    expect(served.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(`${server.origin}/_app/immutable/none.js`)).status).toBe(404);
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/../server/index.js',
    ])
      expect((await fetch(`${server.origin}${path}`)).status).not.toBe(200);
  });

  it('refuses a sign-in larger than any sign-in is', async () => {
    const response = await fetch(`${server.origin}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'x'.repeat(100_000), password: 'x' }),
    });
    expect(response.status).toBe(413);
  });

  it('keeps a second server out of its data folder', async () => {
    await expect(startLinli(folder, '--empty')).rejects.toThrow(/DATA_DIR/);
  });
});

it('stops cleanly on Ctrl-C, and after kill -9 the next start has everything', async () => {
  const folder = dataFolder();
  try {
    const first = await startLinli(folder, '--empty');
    const token = readFileSync(join(folder, 'operator.token'), 'utf8').trim();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const made = await fetch(`${first.origin}/api/v1/district/communities`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': 'one-machine-test' },
      body: JSON.stringify({ slug: 'xinhe', name: '新河社区' }),
    });
    expect(made.status).toBe(201);
    await first.end('SIGKILL');

    const second = await startLinli(folder);
    const kept = await fetch(`${second.origin}/api/v1/district/communities`, { headers });
    expect(((await kept.json()) as { items: { slug: string }[] }).items.map(({ slug }) => slug)).toEqual([
      'xinhe',
    ]);
    expect(await second.end('SIGINT')).toEqual([0, null]);
    expect(['linli.pid', 'engine.pid'].filter((name) => existsSync(join(folder, name)))).toEqual([]);
  } finally {
    discard(folder);
  }
});

it('says what to do when nobody answers, when an option is missing, and for an unknown command', async () => {
  const env = { LINLI_URL: 'http://127.0.0.1:9' };
  expect(await linli(['verify', '--community', 'x'], { env })).toMatchObject({
    status: 1,
    errors: expect.stringMatching(/127\.0\.0\.1:9 .*npm start/),
  });
  expect(await linli(['report'], { env })).toMatchObject({
    status: 1,
    errors: expect.stringContaining('--community'),
  });
  expect(await linli(['conquer'], { env: { ...env, LANG: 'en_GB.UTF-8' } })).toMatchObject({
    status: 1,
    errors: expect.stringContaining('There is no command'),
  });
  expect(await linli(['--help'], { env: { LANG: 'en_GB.UTF-8' } })).toMatchObject({
    status: 0,
    output: expect.stringContaining('Usage'),
  });
});
