import { loadList } from '#lib/console/load-list.server.ts';
import { persons } from '#lib/console/nouns/courtyard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ list: await loadList(event, persons) });
