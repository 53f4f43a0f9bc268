import { type Permission, requirePermission } from '@linli/core/kernel';
import { createMiddleware } from 'hono/factory';
import type { AppEnvironment } from '../environment.ts';

/** Declared on every route; the operation asks again with the object in hand. */
export const permit = (permission: Permission) =>
  createMiddleware<AppEnvironment>(async (c, next) => {
    requirePermission(c.var.scope ?? c.var.district, permission);
    await next();
  });
