import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Forms and lists work without a script, and better with one. */
export const csr = true;

export const load: LayoutServerLoad = async ({ locals, url }) => {
  const session = await locals.session();
  if (session === undefined) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  return { person: session.user.name };
};
