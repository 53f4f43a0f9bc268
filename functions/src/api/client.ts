import { hc } from 'hono/client';
import type { Api } from './app.ts';

/** The typed client. `fetch` may be the app's own `request`, so that a page costs no network hop. */
export const createClient = (...args: Parameters<typeof hc>): Client => hc<Api>(...args);
export type Client = ReturnType<typeof hc<Api>>;
