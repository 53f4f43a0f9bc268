import { loadAudit } from '#lib/console/audit/audit-page.server.ts';
import { districtTrail } from '#lib/console/audit/district-trail.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  trail: await loadAudit(event, districtTrail(event)),
});
