import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { LayoutServerLoad } from './$types';

/** Forms and lists work without a script, and better with one. */
export const csr = true;

export const load: LayoutServerLoad = async ({ locals, url }) => {
  const session = await locals.session();
  if (session === undefined) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  // No menu for whoever can open nothing of it; what those of the district may do is for the API to say, page by page.
  if (!session.grants.some(({ tenantId }) => tenantId === '*'))
    error(403, m.district_no_work_here(), { requestId: locals.requestId });
  return { person: session.user.name };
};
