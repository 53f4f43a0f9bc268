import { loadList } from '#lib/console/load-list.server.ts';
import { recruitmentNotices } from '#lib/console/nouns/volunteering.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ list: await loadList(event, recruitmentNotices) });
