import { LinliError } from '@linli/core/kernel';
import { createMiddleware } from 'hono/factory';
import type { AuthEnvironment } from './environment.ts';

/**
 * Another site must not sign anybody in or out. Browsers name the origin of every POST, `null` included; what names
 * none is not a browser. The cookie's SameSite=Lax says the same once more.
 */
export const sameSite = createMiddleware<AuthEnvironment>(async (c, next) => {
  const origin = c.req.header('origin');
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!reads && origin !== undefined && !c.var.deps.trustedOrigins.includes(origin))
    throw new LinliError('forbidden', 'notAllowed');
  await next();
});
