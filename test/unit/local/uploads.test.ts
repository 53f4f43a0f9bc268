import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderFiles } from '../../../functions/src/local/files.ts';
import { freePort } from '../../../functions/src/local/free-port.ts';
import { createServer, listen } from '../../../functions/src/local/server.ts';

const root = mkdtempSync(join(tmpdir(), 'linli-uploads-'));
const files = folderFiles(join(root, 'files'));
const KEY = 'U/tnt_a/upl_1';
const START = '2019-05-10T02:00:00.000Z';

let now = START;
let origin: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  const nowhere = async () => new Response(null, { status: 404 });
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const server = createServer({
    origins: [origin],
    api: nowhere,
    auth: nowhere,
    site: { respond: nowhere },
    clientFolder: root,
    readiness: async () => ({}),
    files,
    clock: () => now,
  });
  stop = await listen(server, port);
});
afterAll(async () => {
  await stop();
  rmSync(root, { recursive: true });
});

const addressFor = async (key: string, bytes: number) =>
  (await files.uploadTarget(key, { bytes, now: START })).url;

const put = async (url: string, body: string) => {
  const response = await fetch(`${origin}${url}`, { method: 'PUT', body });
  return { status: response.status, said: await response.text() };
};

/** A request without a length, whose body comes in pieces for as long as the test says. */
function sending(url: string): { outgoing: ClientRequest; answered: Promise<IncomingMessage> } {
  const outgoing = request(`${origin}${url}`, { method: 'PUT' });
  outgoing.on('error', () => {});
  return { outgoing, answered: once(outgoing, 'response').then(([response]) => response) };
}

const leftIn = (tenantId: string) => {
  const folder = join(root, 'files', 'U', tenantId);
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : [];
};

it('keeps a file that was sent to its address, and says nothing of it to who asks for it there', async () => {
  const url = await addressFor(KEY, 6);

  expect(await put(url, '院落')).toMatchObject({ status: 200 });
  expect(new TextDecoder().decode(await files.read(KEY))).toBe('院落');
  expect((await fetch(`${origin}${url}`)).status).toBe(404);
});

it('takes as much as was announced and no more, a piece at a time', async () => {
  const bytes = 3 * 1024 * 1024;
  const { outgoing, answered } = sending(await addressFor('U/tnt_large/upl_1', bytes));
  for (let piece = 0; piece < 3; piece++) outgoing.write(Buffer.alloc(1024 * 1024, piece));
  outgoing.end();

  expect((await answered).statusCode).toBe(200);
  const kept = readFileSync(join(root, 'files/U/tnt_large/upl_1'));
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([bytes, 0, 2]);
});

it('refuses what is larger than announced while it still comes, and keeps nothing of it', async () => {
  const { outgoing, answered } = sending(await addressFor('U/tnt_b/upl_1', 100_000));
  const endless = setInterval(() => outgoing.write(Buffer.alloc(50_000)), 5);
  const response = await answered.finally(() => clearInterval(endless));

  expect(response.statusCode).toBe(413);
  expect(await text(response)).toContain('大小不一致');
  outgoing.destroy();
  expect(leftIn('tnt_b')).toEqual([]);
});

it('refuses what is smaller than announced', async () => {
  expect(await put(await addressFor('U/tnt_c/upl_1', 10), 'short')).toMatchObject({
    status: 413,
  });
  expect(leftIn('tnt_c')).toEqual([]);
});

it('keeps nothing of a file whose sender went away', async () => {
  const { outgoing, answered } = sending(await addressFor('U/tnt_d/upl_1', 100_000));
  answered.catch(() => {});
  outgoing.write(Buffer.alloc(60_000));
  await expect.poll(() => leftIn('tnt_d').length).toBe(1);
  outgoing.destroy();

  await expect.poll(() => leftIn('tnt_d')).toEqual([]);
});

it('is open for five minutes and shut after them', async () => {
  const url = await addressFor('U/tnt_e/upl_1', 1);
  now = '2019-05-10T02:04:59.999Z';
  expect((await put(url, 'x')).status).toBe(200);
  now = '2019-05-10T02:05:00.000Z';
  const late = await put(url, 'y');
  now = START;

  expect(late).toMatchObject({ status: 403, said: expect.stringContaining('已经过期') });
  expect(readFileSync(join(root, 'files/U/tnt_e/upl_1'), 'utf8')).toBe('x');
});

it('refuses a token that was changed in any part, cut, or signed by somebody else', async () => {
  const url = await addressFor('U/tnt_f/upl_1', 1);
  const token = url.split('/').at(-1) ?? '';
  const [said = '', signature = ''] = token.split('.');
  const allowed = JSON.parse(Buffer.from(said, 'base64url').toString());
  const saying = (change: object) =>
    `${Buffer.from(JSON.stringify({ ...allowed, ...change })).toString('base64url')}.${signature}`;
  const elsewhere = await folderFiles(root).uploadTarget('U/tnt_f/upl_1', {
    bytes: 1,
    now: START,
  });

  for (const forged of [
    saying({ key: 'U/tnt_g/upl_1' }),
    saying({ key: 'U/tnt_f/../../../outside' }),
    saying({ bytes: 2 }),
    saying({ expiresAt: '2099-01-01T00:00:00.000Z' }),
    said,
    `${said}.`,
    `${said}.${signature.slice(0, -2)}`,
    `${said}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    `${token}.${signature}`,
    `.${signature}`,
    elsewhere.url.split('/').at(-1),
    'x',
    '..%2f..%2foutside',
    '%00',
  ])
    expect([forged, (await put(`/api/uploads/${forged}`, 'x')).status]).toEqual([forged, 403]);
  for (const tenantId of ['tnt_f', 'tnt_g']) expect(leftIn(tenantId)).toEqual([]);
  expect(readdirSync(root)).toEqual(['files']);
});

it('makes no address for a key that does not stay inside a community', async () => {
  for (const key of [
    '../outside',
    'T/tnt_a/../../x',
    '/etc/passwd',
    'D/district/x',
    'T/tnt_a/imports/..',
    '',
  ])
    await expect(files.uploadTarget(key, { bytes: 1, now: START })).rejects.toThrow('Not a community');
});

it('goes on answering others after a refusal in mid-stream', async () => {
  const { outgoing, answered } = sending(await addressFor('U/tnt_h/upl_1', 1));
  outgoing.write(Buffer.alloc(2_000_000));
  expect((await answered).statusCode).toBe(413);
  outgoing.destroy();
  await sleep(10);

  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
});
