import { loadList } from '#lib/console/load-list.server.ts';
import { serviceProposals } from '#lib/console/nouns/hours.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ list: await loadList(event, serviceProposals) });
