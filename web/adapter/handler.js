// Copied to build/handler.js next to the server that SvelteKit wrote.
import { server } from './server-instance.js';

/**
 * The site, ready to answer. `platform` carries the API and the sign-in of this request's own process or function.
 *
 * @typedef {{ api(request: Request): Promise<Response>, auth(request: Request): Promise<Response>, wechat?: boolean }} Platform
 * @returns {Promise<{ respond(request: Request, platform: Platform, clientAddress: string): Promise<Response> }>}
 */
export async function createSite() {
  await server.init({ env: {} });
  return {
    respond: (request, platform, clientAddress) =>
      server.respond(request, { platform, getClientAddress: () => clientAddress }),
  };
}
