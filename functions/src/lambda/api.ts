import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { compress } from 'hono/compress';
import { apiApp } from './api-app.ts';
import { atMostOneRequest } from './body-limit.ts';

const api = apiApp();

// HTTP APIs do not compress, so the function does.
export const handler = handle(
  new Hono()
    .use(compress())
    .use(atMostOneRequest)
    .all('*', (c) => api.fetch(c.req.raw)),
);
