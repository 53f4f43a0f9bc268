import { ask } from '#lib/console/ask.server.ts';
import { metricLabel } from '#lib/console/report/metric-label.ts';
import type { Actions, PageServerLoad } from './$types';

/** Reads the whole community, so that it happens when a person asks for it and not whenever the page is opened. */
export const load: PageServerLoad = () => ({});

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const { verify } = event.locals.api.communities[':community'].reporting;
    const found = await ask(event, verify.$get({ param: { community } }));
    const differing = found.counters.filter(({ matches }) => !matches);
    const totals = found.counters.filter(({ matches, scope }) => matches && scope === 'community');
    return {
      ...found,
      counters: [...differing, ...totals].map((counter) => ({
        ...counter,
        label: metricLabel(counter.metric),
      })),
    };
  },
};
