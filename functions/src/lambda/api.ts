import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { compress } from 'hono/compress';
import { apiApp } from './api-app.ts';

const api = apiApp();

// HTTP APIs do not compress, so the function does.
export const handler = handle(new Hono().use(compress()).all('*', (c) => api.fetch(c.req.raw)));
