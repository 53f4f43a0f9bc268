import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Clock, LinliError, type Whence } from '@linli/core/kernel';
import { type WrittenTable, workbookOf } from '@linli/core/spreadsheet';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { Arrivals } from '../api/middleware/arrivals.ts';
import { edge } from '../edge/edge.ts';
import { withinRates } from '../edge/rates.ts';
import { HEADER_BYTES } from '../edge/sizes.ts';
import { underOwnName } from '../edge/who-may-ask.ts';
import { staticFiles } from '../lambda/static-files.ts';
import { type FolderFiles, UPLOADS_PATH } from './files.ts';
import { asSent, type PublicOrigin, whoAsked } from './public-origin.ts';
import type { Site } from './site.ts';

const MiB = 1024 * 1024;
/** A wizard's form carries all of a community's ledgers at once; each file's own limit is core's to say. */
const FORM_BYTES = 200 * MiB;

type Parts = {
  /** The addresses under which this machine answers, and no other. */
  origins: readonly [string, ...string[]];
  api(request: Request, from: Whence & { arrivals?: Arrivals }): Response | Promise<Response>;
  auth(request: Request, from: Whence): Response | Promise<Response>;
  /** The address people type, where a web server on this machine stands before it. */
  publicOrigin?: PublicOrigin;
  /** Whether people can sign in with WeChat. */
  wechat?: boolean;
  site: Site;
  files: Pick<FolderFiles, 'receive'>;
  clock: Clock;
  clientFolder: string;
  /** `GET /outbox`, where this machine sends no messages. */
  outbox?(request: Request, clientAddress: string): Promise<Response>;
  /** Each part by name and whether it is ready; asked anew for every `/readyz`. */
  readiness(): Promise<Record<string, boolean>>;
};

/** The whole product behind one address: health, API, sign-in, static files, and the site for everything else. */
export function createServer(parts: Parts) {
  const { api, site, origins, publicOrigin } = parts;
  const addressOf = (c: Context) => whoAsked(remoteOf(c), c.req.raw.headers, publicOrigin);
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.use(edge({ origins, formBytes: FORM_BYTES }));
  app.use(underOwnName(origins));
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const ready = await parts.readiness();
    return c.json(ready, Object.values(ready).every(Boolean) ? 200 : 503);
  });

  app.put(`${UPLOADS_PATH}/:token`, (c) => receive(c, parts));

  const { outbox } = parts;
  if (outbox !== undefined) app.get('/outbox', (c) => outbox(c.req.raw, remoteOf(c)));

  app.use(compress());
  app.get('*', staticFiles(parts.clientFolder));
  app.use(
    withinRates({
      // On loopback alone everybody has one address, which tells nobody apart.
      clientAddress: (c) => (publicOrigin === undefined ? undefined : addressOf(c)),
      nowMs: Date.now,
    }),
  );
  app.all('/api/*', (c) => api(asSent(c.req, publicOrigin), { channel: 'api', address: addressOf(c) }));
  app.all('/auth/*', (c) =>
    parts.auth(asSent(c.req, publicOrigin), { channel: 'api', address: addressOf(c) }),
  );
  app.all('*', (c) => {
    const clientAddress = addressOf(c);
    const arrivals = new Arrivals();
    const platform = {
      api: async (request: Request) => api(request, { channel: 'site', address: clientAddress, arrivals }),
      wechat: parts.wechat === true,
      auth: async (request: Request) => parts.auth(request, { channel: 'site', address: clientAddress }),
      workbook: (name: string, rows: WrittenTable['rows']) => workbookOf([{ name, rows }]),
    };
    return site.respond(asSent(c.req, publicOrigin), platform, clientAddress);
  });
  return app;
}

/** Stands where the bucket stands on AWS: takes the file as it comes, and of exactly the size that was announced. */
async function receive(c: Context, { files, clock }: Parts): Promise<Response> {
  try {
    await files.receive(c.req.param('token') ?? '', c.req.raw.body ?? nothing(), clock());
    return c.body(null, 200);
  } catch (error) {
    // The sender went away in the middle: there is nobody to answer, and nothing went wrong here.
    if (c.req.raw.signal.aborted) return c.body(null, 400);
    if (!(error instanceof LinliError)) throw error;
    const message = `${error.messageIn('zh-CN')} / ${error.messageIn('en')}`;
    const status = error.code === 'forbidden' ? 403 : 413;
    // What is still under way would otherwise be read to its end, however long it is.
    c.header('connection', 'close');
    return c.json({ error: { code: error.code, reason: error.reason, message } }, status);
  }
}

async function* nothing() {}

const remoteOf = (c: Parameters<typeof getConnInfo>[0]) => getConnInfo(c).remote.address ?? '127.0.0.1';

/** Listens on loopback only. The returned function lets requests under way finish, for five seconds. */
export async function listen(
  app: Hono<{ Bindings: HttpBindings }>,
  port: number,
): Promise<() => Promise<void>> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    // Node's own limit answers without a word; ours comes first.
    serverOptions: { maxHeaderSize: 2 * HEADER_BYTES },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      if (!('closeAllConnections' in server)) return;
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5000).unref();
    });
}
