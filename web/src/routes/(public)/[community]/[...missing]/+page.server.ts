import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

/** An address below a community that is not there: answered inside the community's page, without JavaScript. */
export const load: PageServerLoad = () => error(404, m.error_not_found_text());
