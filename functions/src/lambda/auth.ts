import { Hono } from 'hono';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { addStaff, auth } from './auth-app.ts';
import { type Connection, clientAddressOf } from './client-address.ts';
import { boundWithAnEdge } from './environment.ts';

const edgeSecret = boundWithAnEdge('EDGE_SECRET');

const answer = handle(
  new Hono<{ Bindings: { requestContext: Connection } }>().all('*', (c) =>
    auth.fetch(c.req.raw, {
      clientAddress: clientAddressOf(c.env.requestContext, c.req.raw.headers, edgeSecret),
    }),
  ),
);

/** Sent by an operator with `aws lambda invoke`, never over HTTP: how the first administrator comes to be. */
type AddStaff = { addStaff: Parameters<typeof addStaff>[0] };

export async function handler(event: LambdaEvent | AddStaff, context: LambdaContext) {
  // What comes over HTTP is wrapped by the gateway, so that no request can look like this.
  if ('addStaff' in event) return { userId: await addStaff(event.addStaff) };
  return answer(event, context);
}
