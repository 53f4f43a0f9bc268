import type { RequestEvent } from '@sveltejs/kit';
import { loadPeople, peopleActions } from '#lib/console/people/people.server.ts';
import { communityPlace } from '#lib/console/place.server.ts';
import type { Actions, PageServerLoad } from './$types';

const placeOf = (event: RequestEvent) => communityPlace(event, event.params['community'] ?? '');

export const load: PageServerLoad = async (event) => ({ people: await loadPeople(event, placeOf(event)) });

export const actions: Actions = peopleActions(placeOf);
