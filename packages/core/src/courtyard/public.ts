import type { z } from 'zod';
import { notFound, type Page, type PageRequest, requirePermission, type Scope } from '../kernel/index.ts';
import { view, viewPage } from '../table/index.ts';
import { Courtyard } from './courtyard.ts';
import { Courtyards } from './entities.ts';

/** What the board at the gate says: everything but the office's own note. */
export const PublicCourtyard = Courtyard.omit({ note: true });
export type PublicCourtyard = z.infer<typeof PublicCourtyard>;

/** In the community's own order. */
export async function publicCourtyards(scope: Scope, request: PageRequest): Promise<Page<PublicCourtyard>> {
  requirePermission(scope, 'public:read');
  const query = Courtyards.query.inOrder({ tenantId: scope.tenantId });
  return viewPage(PublicCourtyard, await scope.table.page(Courtyards, query, request));
}

export async function publicCourtyard(scope: Scope, id: string): Promise<PublicCourtyard> {
  requirePermission(scope, 'public:read');
  const courtyard = await scope.table.get(Courtyards, Courtyards.get({ tenantId: scope.tenantId, id }));
  if (courtyard === undefined) throw notFound('courtyard');
  return view(PublicCourtyard, courtyard);
}
