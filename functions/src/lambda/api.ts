import { Communities } from '@linli/core/tenancy';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { compress } from 'hono/compress';
import { apiApp } from './api-app.ts';
import { atMostOneRequest } from './body-limit.ts';
import { type Connection, clientAddressOf } from './client-address.ts';
import { bound, boundWithAnEdge } from './environment.ts';
import { health } from './health.ts';
import { districtTable } from './tables.ts';

const api = apiApp();
const districtId = bound('DISTRICT_ID');
const edgeSecret = boundWithAnEdge('EDGE_SECRET');
const control = districtTable(districtId);

// Half a read unit for a community that is not there: no slug is a dash.
const readOnce = () => control.get(Communities, Communities.get({ districtId, slug: '-' }));

// HTTP APIs do not compress, so the function does.
export const handler = handle(
  new Hono<{ Bindings: { requestContext: Connection } }>()
    .use(compress())
    .use(atMostOneRequest)
    .route('/', health(readOnce))
    .all('*', (c) => {
      const address = clientAddressOf(c.env.requestContext, c.req.raw.headers, edgeSecret);
      return api.fetch(c.req.raw, { channel: 'api', address });
    }),
);
