import { loadList } from '#lib/console/load-list.server.ts';
import { pointsLists } from '#lib/console/nouns/points-lists.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ list: await loadList(event, pointsLists) });
