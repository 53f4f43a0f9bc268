import { loadList } from '#lib/console/load-list.server.ts';
import { sponsorPromises } from '#lib/console/nouns/promises.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ list: await loadList(event, sponsorPromises) });
