import { loadList } from '#lib/console/load-list.server.ts';
import { activities } from '#lib/console/nouns/activities.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ list: await loadList(event, activities) });
