import type { RequestEvent } from '@sveltejs/kit';
import { loadMessages, messageActions } from '#lib/console/messaging/messages.server.ts';
import { communityPlace } from '#lib/console/place.server.ts';
import type { Actions, PageServerLoad } from './$types';

const placeOf = (event: RequestEvent) => communityPlace(event, event.params['community'] ?? '');

export const load: PageServerLoad = (event) => loadMessages(event, placeOf(event));

export const actions: Actions = messageActions(placeOf);
