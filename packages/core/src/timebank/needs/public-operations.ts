import { z } from 'zod';
import { requirePermission, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { NeedsNow } from './entities.ts';
import { NeededNow } from './service-need.ts';

const SHOWN = 50;

/** What is needed now: what kind of help, in which courtyard, on which day. Names nobody, and leads to no door. */
export const PublicNeeds = z.object({
  needs: z.array(NeededNow.pick({ category: true, courtyardId: true, wishedOn: true, wishedPart: true })),
});
export type PublicNeeds = z.infer<typeof PublicNeeds>;

/** The fifty that are to be answered first: one query. */
export async function publicNeeds(scope: Scope): Promise<PublicNeeds> {
  requirePermission(scope, 'public:read');
  const { tenantId, table } = scope;
  const { items } = await table.page(NeedsNow, NeedsNow.query.byDue({ tenantId }), { limit: SHOWN });
  return view(PublicNeeds, { needs: items });
}
