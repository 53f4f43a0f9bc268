import { csvResponse } from '#lib/console/csv-response.server.ts';
import { nounAt } from '#lib/console/load-list.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  csvResponse(event, nounAt(event.params.domain, event.params.nouns));
