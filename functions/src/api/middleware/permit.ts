import { type Permission, requireCourtyards, requirePermission } from '@linli/core/kernel';
import { createMiddleware } from 'hono/factory';
import { uniqueSymbol } from 'hono-openapi';
import type { AppEnvironment } from '../environment.ts';

/** `courtyards`: the operation keeps somebody who may do this in some courtyards only to those. */
type Within = 'community' | 'courtyards';

/**
 * Declared on every route; the operation asks again with the object in hand. What is declared also stands in the
 * OpenAPI document, as `x-permission` and `x-within`, where the batteries read it.
 */
export const permit = (permission: Permission, within: Within = 'community') => {
  const require = within === 'courtyards' ? requireCourtyards : requirePermission;
  const middleware = createMiddleware<AppEnvironment>(async (c, next) => {
    require(c.var.scope ?? c.var.district, permission);
    await next();
  });
  return Object.assign(middleware, {
    [uniqueSymbol]: { spec: { 'x-permission': permission, 'x-within': within } },
  });
};
