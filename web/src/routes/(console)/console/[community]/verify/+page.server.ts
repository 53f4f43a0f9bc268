import { error } from '@sveltejs/kit';
import { ask } from '#lib/console/ask.server.ts';
import { count, duration, yuan } from '#lib/console/cell.ts';
import { courtyardNames } from '#lib/console/load-list.server.ts';
import { reachHere } from '#lib/console/reach.server.ts';
import { mayEverywhere } from '#lib/console/reach.ts';
import { metricLabel, metricNumber } from '#lib/console/report/metric-label.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** Reads the whole community, so that it happens when a person asks for it and not whenever the page is opened. */
export const load: PageServerLoad = async (event) => {
  if (!mayEverywhere(await reachHere(event), 'reporting:read'))
    error(403, m.console_not_yours(), { requestId: event.locals.requestId });
};

/** What differs, in the words of the console. */
const BALANCE_LABELS = {
  pointsBalance: m.console_points_balance,
  pointsHeld: m.passbook_held,
  minutesServed: m.console_hours_served,
  quotaUsed: m.verify_quota_used,
};

export const actions: Actions = {
  default: async (event) => {
    const { community } = event.params;
    const { verify } = event.locals.api.communities[':community'].reporting;
    const [found, courtyards] = await Promise.all([
      ask(event, verify.$get({ param: { community }, query: {} })),
      courtyardNames(event, { namesCourtyards: true }),
    ]);
    const differing = found.counters.filter(({ matches }) => !matches);
    const totals = found.counters.filter(({ matches, scope }) => matches && scope === 'community');
    return {
      ...found,
      counters: [...differing, ...totals].map((counter) => ({
        label: metricLabel(counter.metric),
        of: [counter.scope, counter.period]
          .filter((word) => word !== 'community' && word !== 'all')
          .join(' '),
        counter: metricNumber(counter.metric, counter.counter),
        recount: metricNumber(counter.metric, counter.recount),
        matches: counter.matches,
      })),
      balances: found.balances.map(({ accountId, balance, stored, recount }) => {
        const said = balance === 'minutesServed' ? duration : count;
        return {
          accountId,
          label: BALANCE_LABELS[balance](),
          stored: said(stored).text,
          recount: said(recount).text,
        };
      }),
      fundLines: found.fundLines.map(({ courtyardId, enteredOn, summary, stated, recount }) => ({
        where: courtyards.find(({ id }) => id === courtyardId)?.name ?? '',
        what: `${enteredOn} ${summary}`,
        href: `/console/${community}/renewal/fund-entries?courtyardId=${courtyardId}&until=${enteredOn}`,
        stated: yuan(stated).text,
        recount: yuan(recount).text,
      })),
    };
  },
};
