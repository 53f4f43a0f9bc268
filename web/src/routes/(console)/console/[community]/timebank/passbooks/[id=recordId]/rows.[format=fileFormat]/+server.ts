import { rowsFile } from '#lib/console/files/rows-file.server.ts';
import { passbookOf } from '#lib/console/nouns/points.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  rowsFile(event, passbookOf(event.params.id), event.params.format);
