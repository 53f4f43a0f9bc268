import { loadAudit } from '#lib/console/audit/audit-page.server.ts';
import { communityTrail } from '#lib/console/audit/community-trail.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  trail: await loadAudit(event, communityTrail(event)),
});
