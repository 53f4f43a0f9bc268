import { auditFile } from '#lib/console/audit/audit-page.server.ts';
import { communityTrail } from '#lib/console/audit/community-trail.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => auditFile(event, communityTrail(event), event.params.format);
