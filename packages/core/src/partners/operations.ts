import type { z } from 'zod';
import { notFound, type Page, type PageRequest, requirePermission, type Scope } from '../kernel/index.ts';
import { view, viewPage } from '../table/index.ts';
import { Units } from './entities.ts';
import { Unit } from './unit.ts';

/** In the community's own order. */
export async function listUnits(scope: Scope, request: PageRequest): Promise<Page<Unit>> {
  requirePermission(scope, 'partners:read');
  return viewPage(Unit, await scope.table.page(Units, inOrder(scope), request));
}

export async function getUnit(scope: Scope, id: string): Promise<Unit> {
  requirePermission(scope, 'partners:read');
  const unit = await scope.table.get(Units, Units.get({ tenantId: scope.tenantId, id }));
  if (unit === undefined) throw notFound('unit');
  return view(Unit, unit);
}

/** A unit and its three lists, without the person to call. */
export const PublicUnit = Unit.omit({ contact: true, phone: true });
export type PublicUnit = z.infer<typeof PublicUnit>;

export async function publicUnits(scope: Scope, request: PageRequest): Promise<Page<PublicUnit>> {
  requirePermission(scope, 'public:read');
  return viewPage(PublicUnit, await scope.table.page(Units, inOrder(scope), request));
}

const inOrder = ({ tenantId }: Scope) => Units.query.inOrder({ tenantId });
