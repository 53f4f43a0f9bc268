import type { RequestEvent } from '@sveltejs/kit';
import { loadMember, memberActions } from '#lib/console/people/member.server.ts';
import { communityPlace } from '#lib/console/place.server.ts';
import type { Actions, PageServerLoad } from './$types';

const placeOf = (event: RequestEvent) => communityPlace(event, event.params['community'] ?? '');

export const load: PageServerLoad = (event) => loadMember(event, placeOf(event), event.params.userId);

export const actions: Actions = memberActions(placeOf);
