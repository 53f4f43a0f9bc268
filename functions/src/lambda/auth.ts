import { type Context, Hono } from 'hono';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { edge } from '../edge/edge.ts';
import { withinRates } from '../edge/rates.ts';
import { addStaff, auth } from './auth-app.ts';
import { type Connection, clientAddressOf } from './client-address.ts';
import { bound, boundWithAnEdge } from './environment.ts';
import { FORM_BYTES } from './one-request.ts';

const edgeSecret = boundWithAnEdge('EDGE_SECRET');
const addressOf = (c: Context) => clientAddressOf(c.env.requestContext, c.req.raw.headers, edgeSecret);

const answer = handle(
  new Hono<{ Bindings: { requestContext: Connection } }>()
    .use(edge({ origins: [bound('ORIGIN')], formBytes: FORM_BYTES }))
    .use(withinRates({ clientAddress: addressOf, nowMs: Date.now }))
    .all('*', (c) => auth.fetch(c.req.raw, { channel: 'api', address: addressOf(c) })),
);

/** Sent by an operator with `aws lambda invoke`, never over HTTP: how the first administrator comes to be. */
type AddStaff = { addStaff: Parameters<typeof addStaff>[0] };

export async function handler(event: LambdaEvent | AddStaff, context: LambdaContext) {
  // What comes over HTTP is wrapped by the gateway, so that no request can look like this.
  if ('addStaff' in event) return { userId: await addStaff(event.addStaff) };
  return answer(event, context);
}
