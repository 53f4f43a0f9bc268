import { createSite } from 'linli:site';
import { fileURLToPath } from 'node:url';
import { workbookOf } from '@linli/core/spreadsheet';
import { type Context, Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { compress } from 'hono/compress';
import { Arrivals } from '../api/middleware/arrivals.ts';
import { chosenWechat } from '../auth/wechat-settings.ts';
import { edge } from '../edge/edge.ts';
import { withinRates } from '../edge/rates.ts';
import { allowUploads } from './allow-uploads.ts';
import { apiApp } from './api-app.ts';
import { type Connection, clientAddressOf } from './client-address.ts';
import { bound, boundWithAnEdge } from './environment.ts';
import { FORM_BYTES } from './one-request.ts';
import { staticFiles } from './static-files.ts';

const origin = bound('ORIGIN');
const edgeSecret = boundWithAnEdge('EDGE_SECRET');
const api = apiApp();
const site = await createSite();
const wechat = chosenWechat(process.env) !== undefined;
const addressOf = (c: Context) => clientAddressOf(c.env.requestContext, c.req.raw.headers, edgeSecret);

const app = new Hono<{ Bindings: { requestContext: Connection } }>()
  .use(edge({ origins: [origin], formBytes: FORM_BYTES }))
  .use(compress())
  .get('*', staticFiles(fileURLToPath(new URL('client', import.meta.url))))
  .use(withinRates({ clientAddress: addressOf, nowMs: Date.now }))
  .all('*', async (c) => {
    const clientAddress = addressOf(c);
    const { pathname, search } = new URL(c.req.url);
    const arrivals = new Arrivals();
    const page = await site.respond(
      // The gateway knows itself by another name than people do, and the site checks where a form came from.
      new Request(`${origin}${pathname}${search}`, c.req.raw),
      {
        api: async (request) => api.fetch(request, { channel: 'site', address: clientAddress, arrivals }),
        wechat,
        // Most requests sign nobody in: better-auth is loaded for the first that does.
        auth: async (request) =>
          (await import('./auth-app.ts')).auth.fetch(request, { channel: 'site', address: clientAddress }),
        workbook: (name, rows) => workbookOf([{ name, rows }]),
      },
      clientAddress,
    );
    return allowUploads(page);
  });

export const handler = handle(app);
