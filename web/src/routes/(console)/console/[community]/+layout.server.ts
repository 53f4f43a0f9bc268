import { redirect } from '@sveltejs/kit';
import { ask } from '#lib/console/ask.server.ts';
import { navigation } from '#lib/console/navigation.ts';
import type { LayoutServerLoad } from './$types';

/** Somebody who is not signed in signs in first; what they may see is for the API to say, page by page. */
export const load: LayoutServerLoad = async (event) => {
  const { locals, params, url } = event;
  const session = await locals.session();
  if (session === undefined) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  const profile = locals.api.communities[':community'].$get({ param: { community: params.community } });
  const { slug, name, modules } = await ask(event, profile);
  const base = `/console/${slug}`;
  return {
    community: { slug, name, modules },
    base,
    groups: navigation(base, modules),
    person: session.user.name,
  };
};
