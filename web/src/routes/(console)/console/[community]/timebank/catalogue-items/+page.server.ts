import { loadList } from '#lib/console/load-list.server.ts';
import { catalogueItems } from '#lib/console/nouns/timebank.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ list: await loadList(event, catalogueItems) });
