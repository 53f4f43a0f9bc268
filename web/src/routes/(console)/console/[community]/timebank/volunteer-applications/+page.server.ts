import { loadList } from '#lib/console/load-list.server.ts';
import { volunteerApplications } from '#lib/console/nouns/volunteering.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ list: await loadList(event, volunteerApplications) });
