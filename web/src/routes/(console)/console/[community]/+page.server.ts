import { ask } from '#lib/console/ask.server.ts';
import { homeFigures, needsAttention } from '#lib/console/home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const api = event.locals.api.communities[':community'];
  const param = { community };
  const { modules } = (await event.parent()).community;
  const [home, open, imports] = await Promise.all([
    ask(event, api.reporting.home.$get({ param })),
    modules.includes('governance')
      ? ask(event, api.governance.opinions.$get({ param, query: { status: 'open', limit: '6' } }))
      : { items: [] },
    ask(event, api.importing.imports.$get({ param, query: { limit: '100' } })),
  ]);
  const base = `/console/${community}`;
  return {
    asOf: home.asOf,
    figures: homeFigures(home, base, modules),
    attention: needsAttention({ open, imports: imports.items, figures: home.figures }, base),
  };
};
