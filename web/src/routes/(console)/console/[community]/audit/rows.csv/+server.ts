import { auditCsv } from '#lib/console/audit/audit-page.server.ts';
import { communityTrail } from '#lib/console/audit/community-trail.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => auditCsv(event, communityTrail(event));
