import { auditFile } from '#lib/console/audit/audit-page.server.ts';
import { districtTrail } from '#lib/console/audit/district-trail.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => auditFile(event, districtTrail(event), event.params.format);
