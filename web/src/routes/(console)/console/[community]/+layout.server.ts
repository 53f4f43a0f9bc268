import { redirect } from '@sveltejs/kit';
import { navigation } from '#lib/console/navigation.ts';
import type { LayoutServerLoad } from './$types';

/** Somebody who is not signed in signs in first; what they may see is for the API to say, page by page. */
export const load: LayoutServerLoad = async ({ locals, params, url }) => {
  const session = await locals.session();
  if (session === undefined) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  const slug = params.community;
  const name = session.communities.find((community) => community.slug === slug)?.name ?? slug;
  const base = `/console/${slug}`;
  return { community: { slug, name }, base, groups: navigation(base), person: session.user.name };
};
