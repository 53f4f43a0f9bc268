import { loadDetail } from '#lib/console/load-detail.server.ts';
import { nounAt } from '#lib/console/load-list.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { domain, nouns, id } = event.params;
  const { view } = await loadDetail(event, nounAt(domain, nouns), id);
  return { detail: view };
};
