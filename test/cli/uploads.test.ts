import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataFolder, discard, linli, startLinli } from '../support/linli.ts';

const MiB = 1024 * 1024;
/** What a Lambda takes, less what base64 adds to a form with files. */
const GATEWAY_BYTES = 4.5 * MiB;

let folder: string;
let ledgers: string;
let server: Awaited<ReturnType<typeof startLinli>>;
let gateway: Server;
let passed: { method: string; path: string; bytes: number }[];

/** Stands before the server as API Gateway does before the functions; files to their addresses pass it by. */
beforeAll(async () => {
  folder = dataFolder();
  ledgers = mkdtempSync(join(tmpdir(), 'linli-ledgers-'));
  server = await startLinli(folder, '--empty');
  gateway = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const path = incoming.url ?? '';
    passed.push({ method: incoming.method ?? '', path, bytes: body.length });
    if (body.length > GATEWAY_BYTES && !path.startsWith('/api/uploads/')) {
      outgoing.writeHead(413, { 'content-type': 'application/json' });
      outgoing.end('{"message":"Request Entity Too Large"}');
      return;
    }
    // A gateway asks by the name of what stands behind it, not by its own.
    const { method = 'GET', headers: sent } = incoming;
    const headers = { ...sent, host: new URL(server.origin).host };
    const forward = request(`${server.origin}${path}`, { method, headers }, (answer: IncomingMessage) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forward.end(body);
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  gateway.closeAllConnections();
  gateway.close();
  await server.end();
  discard(folder);
  rmSync(ledgers, { recursive: true });
});

const behindTheGateway = () => `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;

const asOperator = (method: string, path: string, json?: unknown) =>
  fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${readFileSync(join(folder, 'operator.token'), 'utf8').trim()}`,
      'content-type': 'application/json',
      'idempotency-key': createHash('sha256')
        .update(`${path}${JSON.stringify(json)}`)
        .digest('hex'),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });

/** A ledger of 12 MB with few rows: what makes it large is a column that Linli has no use for. */
function longLedger(): string {
  const picture = 'a'.repeat(30_000);
  const rows = Array.from({ length: 400 }, (_, n) => `院落${n},东环路${n}号,67,${picture}`);
  return ['院落名称,详细地址,户数,附图编码', ...rows].join('\r\n');
}

it('brings a workbook of 12 MB in through a gateway that takes 4.5, and shows how far it is', async () => {
  passed = [];
  const text = longLedger();
  writeFileSync(join(ledgers, '01-院落台账.csv'), text);
  const env = { LINLI_URL: behindTheGateway(), DATA_DIR: folder };
  const { status, output, errors } = await linli(
    ['onboard', '--slug', 'daxing', '--name', '大型社区', '--from', ledgers, '--dry-run', '--json'],
    { env },
  );

  expect({ status, errors }).toEqual({ status: 0, errors: expect.stringContaining('上传 01-院落台账.csv') });
  expect(JSON.parse(output)).toMatchObject({ totals: { rows: 400, ready: 400, rejected: 0 } });
  const sent = passed.filter(({ method }) => method === 'PUT');
  expect(sent).toEqual([
    { method: 'PUT', path: expect.stringMatching(/^\/api\/uploads\//), bytes: Buffer.byteLength(text) },
  ]);
  expect(passed.filter(({ path }) => path.endsWith('/files'))).toEqual([]);
}, 120_000);

it('tells over HTTP of a file too large, not there, not as announced; and takes the right one in, twice as once', async () => {
  expect(
    (await asOperator('POST', '/district/communities', { slug: 'xiaoxing', name: '小型社区' })).status,
  ).toBe(201);
  const imports = '/communities/xiaoxing/importing/imports';
  const { id } = (await (await asOperator('POST', imports)).json()) as { id: string };
  const announce = (bytes: number) =>
    asOperator('POST', `${imports}/${id}/uploads`, { name: '院落.csv', bytes });

  const tooLarge = await announce(40 * MiB + 1);
  expect([tooLarge.status, await tooLarge.text()]).toEqual([422, expect.stringContaining('40 MB')]);
  expect((await asOperator('POST', `${imports}/${id}/uploads`, { name: '院落.csv' })).status).toBe(422);

  const ledger = '院落名称,详细地址,户数\r\n桂香院,东环路379号,67';
  const announced = await announce(Buffer.byteLength(ledger));
  expect(announced.status).toBe(201);
  const { uploadId, url, method, headers } = (await announced.json()) as {
    uploadId: string;
    url: string;
    method: string;
    headers: Record<string, string>;
  };
  const put = (body: string) => fetch(new URL(url, server.origin), { method, headers, body });
  const takeIn = () => asOperator('POST', `${imports}/${id}/uploads/${uploadId}`);

  const early = await takeIn();
  expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('还没有传上来')]);
  expect((await put(`${ledger}x`)).status).toBe(413);
  expect((await takeIn()).status).toBe(409);

  expect((await put(ledger)).status).toBe(200);
  const [once, again] = [await takeIn(), await takeIn()];
  expect([once.status, again.status]).toEqual([200, 200]);
  const taken = (await once.json()) as { files: unknown[]; sheets: unknown[] };
  expect(taken).toMatchObject({ files: [{ name: '院落.csv' }], sheets: [{ kind: 'courtyards' }] });
  expect(await again.json()).toEqual(taken);
  expect(leftOvers()).toEqual([]);
}, 60_000);

/** Uploads that were taken in are kept under the file's own name, and nothing half-written stays. */
const leftOvers = () => {
  const kept = join(folder, 'files');
  return existsSync(kept)
    ? readdirSync(kept, { recursive: true, encoding: 'utf8' }).filter((path) => /upl_\w+$|\.part$/.test(path))
    : [];
};
