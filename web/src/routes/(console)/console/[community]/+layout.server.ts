import { error, redirect } from '@sveltejs/kit';
import { ask } from '#lib/console/ask.server.ts';
import { MODULES } from '#lib/console/community-words.ts';
import { elsewhereThan } from '#lib/console/elsewhere.server.ts';
import { navigation } from '#lib/console/navigation.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { hasWork } from '#lib/console/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LayoutServerLoad } from './$types';

/** Forms and lists work without a script, and better with one. */
export const csr = true;

/**
 * Somebody who is not signed in signs in first. What they may see is for the API to say, page by page; the console shows
 * nothing that it would refuse.
 */
export const load: LayoutServerLoad = async (event) => {
  const { locals, params, url } = event;
  const session = await locals.session();
  if (session === undefined) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  const profile = locals.api.communities[':community'].$get({ param: { community: params.community } });
  const [{ slug, name, modules }, reach, elsewhere] = await Promise.all([
    ask(event, profile),
    reachHere(event),
    elsewhereThan(event, params.community, session),
  ]);
  if (!hasWork(reach)) error(403, m.console_no_work_here(), { requestId: locals.requestId });
  const base = `/console/${slug}`;
  const [domain] = url.pathname.slice(base.length + 1).split('/');
  // The API refuses it too; a page that asks the API nothing, such as an empty form, would open all the same.
  if (MODULES.some(({ module }) => module === domain && !modules.includes(module)))
    error(404, m.error_not_found_text(), { requestId: locals.requestId });
  return {
    community: { slug, name, modules },
    base,
    groups: navigation(base, modules, reach),
    reach,
    person: session.user.name,
    elsewhere,
  };
};
