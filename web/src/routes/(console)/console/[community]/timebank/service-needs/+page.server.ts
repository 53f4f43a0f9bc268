import { loadList } from '#lib/console/load-list.server.ts';
import { serviceNeeds } from '#lib/console/nouns/needs.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ list: await loadList(event, serviceNeeds) });
