import { ask } from '#lib/console/ask.server.ts';
import { homeFigures, needsAttention } from '#lib/console/home.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { may, mayEverywhere, readOf } from '#lib/console/reach.ts';
import type { PageServerLoad } from './$types';

/** The figures of all that somebody reaches; for those without the report, what the public page says. */
export const load: PageServerLoad = async (event) => {
  const { community } = event.params;
  const api = event.locals.api.communities[':community'];
  const param = { community };
  const reach = await reachHere(event);
  const { modules } = (await event.parent()).community;
  const shown = (path: string) =>
    modules.some((module) => path.startsWith(`${module}/`)) && may(reach, readOf(path));
  const [counted, open, imports] = await Promise.all([
    may(reach, 'reporting:read')
      ? ask(event, api.reporting.overview.$get({ param }))
      : ask(event, api.reporting.home.$get({ param })),
    shown('governance/opinions')
      ? ask(event, api.governance.opinions.$get({ param, query: { status: 'open', limit: '6' } }))
      : { items: [] },
    may(reach, 'importing:read')
      ? ask(event, api.importing.imports.$get({ param, query: { limit: '100' } }))
      : undefined,
  ]);
  const base = `/console/${community}`;
  const some = may(reach, 'reporting:read') && !mayEverywhere(reach, 'reporting:read');
  return {
    asOf: counted.asOf,
    figures: homeFigures(counted, base, shown),
    attention: needsAttention({ open, imports: imports?.items, figures: counted.figures }, base),
    courtyards: some ? theirCourtyards(counted.courtyards, base, shown('courtyard/courtyards')) : [],
  };
};

const theirCourtyards = (courtyards: readonly { id: string; name: string }[], base: string, opens: boolean) =>
  courtyards.map(({ id, name }) => ({
    id,
    name,
    href: opens ? `${base}/courtyard/courtyards/${id}` : undefined,
  }));
