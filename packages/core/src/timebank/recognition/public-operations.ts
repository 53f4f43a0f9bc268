import { z } from 'zod';
import { plainDateOf, requirePermission, type Scope } from '../../kernel/index.ts';
import { view } from '../../table/index.ts';
import { Honours, Notices } from './entities.ts';
import { PublicHonour, PublicNotice } from './notice.ts';

const NOTICES_SHOWN = 100;
const HONOURS_SHOWN = 100;

/** What stands in publicity today, and who has a star and agreed to be named. */
export const PublicRecognition = z.object({
  notices: z.array(PublicNotice),
  honours: z.array(PublicHonour),
});
export type PublicRecognition = z.infer<typeof PublicRecognition>;

/** Two queries at once: what ends first comes first; on the wall of honour the highest level, and a hundred names at most. */
export async function publicRecognition(scope: Scope): Promise<PublicRecognition> {
  requirePermission(scope, 'public:read');
  const { tenantId, table, now } = scope;
  const open = Notices.query.byEnd({ tenantId }).gte({ publicUntil: plainDateOf(now) });
  const wall = Honours.query.byLevel({ tenantId });
  const [notices, honours] = await Promise.all([
    table.page(Notices, open, { limit: NOTICES_SHOWN }),
    table.page(Honours, wall, { limit: HONOURS_SHOWN, order: 'desc' }),
  ]);
  return view(PublicRecognition, { notices: notices.items, honours: honours.items });
}
