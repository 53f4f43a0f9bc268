import { loadList, nounAt } from '#lib/console/load-list.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  list: await loadList(event, nounAt(event.params.domain, event.params.nouns)),
});
