import { Communities } from '@linli/core/tenancy';
import { type Context, Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { compress } from 'hono/compress';
import { edge } from '../edge/edge.ts';
import { withinRates } from '../edge/rates.ts';
import { apiApp } from './api-app.ts';
import { type Connection, clientAddressOf } from './client-address.ts';
import { bound, boundWithAnEdge } from './environment.ts';
import { health } from './health.ts';
import { FORM_BYTES } from './one-request.ts';
import { districtTable } from './tables.ts';

const api = apiApp();
const districtId = bound('DISTRICT_ID');
const edgeSecret = boundWithAnEdge('EDGE_SECRET');
const addressOf = (c: Context) => clientAddressOf(c.env.requestContext, c.req.raw.headers, edgeSecret);
const control = districtTable(districtId);

// Half a read unit for a community that is not there: no slug is a dash.
const readOnce = () => control.get(Communities, Communities.get({ districtId, slug: '-' }));

// HTTP APIs do not compress, so the function does.
export const handler = handle(
  new Hono<{ Bindings: { requestContext: Connection } }>()
    .use(edge({ origins: [bound('ORIGIN')], formBytes: FORM_BYTES }))
    .use(compress())
    .route('/', health(readOnce))
    .use(withinRates({ clientAddress: addressOf, nowMs: Date.now }))
    .all('*', (c) => api.fetch(c.req.raw, { channel: 'api', address: addressOf(c) })),
);
