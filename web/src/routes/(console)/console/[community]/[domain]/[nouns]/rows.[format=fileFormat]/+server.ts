import { rowsFile } from '#lib/console/files/rows-file.server.ts';
import { nounAt } from '#lib/console/load-list.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
  const { domain, nouns, format } = event.params;
  return rowsFile(event, nounAt(domain, nouns), format);
};
