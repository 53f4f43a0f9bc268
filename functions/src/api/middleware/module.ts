import { notFound } from '@linli/core/kernel';
import { MODULES } from '@linli/core/tenancy';
import { createMiddleware } from 'hono/factory';
import type { AppEnvironment } from '../environment.ts';

/** A part of Linli that this community has switched off is not there: its addresses are as unknown as any other. */
export const moduleInUse = createMiddleware<AppEnvironment>(async (c, next) => {
  const module = MODULES.find((name) => name === c.req.param('domain'));
  if (module !== undefined && !c.var.community.modules.includes(module)) throw notFound('module');
  await next();
});
