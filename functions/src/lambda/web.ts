import { createSite } from 'linli:site';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { compress } from 'hono/compress';
import { allowUploads } from './allow-uploads.ts';
import { apiApp } from './api-app.ts';
import { atMostOneRequest } from './body-limit.ts';
import { type Connection, clientAddressOf } from './client-address.ts';
import { bound, boundWithAnEdge } from './environment.ts';
import { staticFiles } from './static-files.ts';

const origin = bound('ORIGIN');
const edgeSecret = boundWithAnEdge('EDGE_SECRET');
const api = apiApp();
const site = await createSite();

const app = new Hono<{ Bindings: { requestContext: Connection & { requestId: string } } }>()
  .use(compress())
  .use(atMostOneRequest)
  .get('*', staticFiles(fileURLToPath(new URL('client', import.meta.url))))
  .all('*', async (c) => {
    const clientAddress = clientAddressOf(c.env.requestContext, c.req.raw.headers, edgeSecret);
    const { pathname, search } = new URL(c.req.url);
    const page = await site.respond(
      // The gateway knows itself by another name than people do, and the site checks where a form came from.
      new Request(`${origin}${pathname}${search}`, c.req.raw),
      {
        api: async (request) => api.fetch(request, { channel: 'site', address: clientAddress }),
        // Most readers have no session: better-auth is loaded for the first who does.
        auth: async (request) => (await import('./auth-app.ts')).auth.fetch(request, { clientAddress }),
      },
      clientAddress,
    );
    return allowUploads(page);
  });

export const handler = handle(app);
