import { csvResponse } from '#lib/console/csv-response.server.ts';
import { passbookOf } from '#lib/console/nouns/points.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => csvResponse(event, passbookOf(event.params.id));
