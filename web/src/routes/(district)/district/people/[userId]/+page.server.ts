import { loadMember, memberActions } from '#lib/console/people/member.server.ts';
import { districtPlace } from '#lib/console/place.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadMember(event, districtPlace(event), event.params.userId);

export const actions: Actions = memberActions(districtPlace);
