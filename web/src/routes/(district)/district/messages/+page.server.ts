import { loadMessages, messageActions } from '#lib/console/messaging/messages.server.ts';
import { districtPlace } from '#lib/console/place.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadMessages(event, districtPlace(event));

export const actions: Actions = messageActions(districtPlace);
