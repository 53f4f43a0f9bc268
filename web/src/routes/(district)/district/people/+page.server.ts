import { loadPeople, peopleActions } from '#lib/console/people/people.server.ts';
import { districtPlace } from '#lib/console/place.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  people: await loadPeople(event, districtPlace(event)),
});

export const actions: Actions = peopleActions(districtPlace);
