import { PAGE_LIMIT_MAX, plainDateOf, requirePermission, type Scope } from '../kernel/index.ts';
import { listCatalogueItems, promisedBySponsors, promisedThisYear } from '../timebank/index.ts';
import { figuresOf, readLastMonths, readTotalsOfCommunity } from './figures.ts';
import { bought, byAge, lastTwelve, onShelf, outstandingOf, Solvency } from './solvency.ts';

/** Two years back are told apart; a month in which nothing happened has no counter. */
const MONTHS_READ = 24;

/** Whether the community can redeem what people hold. Six queries at once, each as long in a small community as in a large one. */
export async function solvency(scope: Scope): Promise<Solvency> {
  requirePermission(scope, 'reporting:read');
  const { table, now } = scope;
  const asOf = plainDateOf(now);
  const [totals, months, { items }, sponsors, promised] = await Promise.all([
    readTotalsOfCommunity(table),
    readLastMonths(table, MONTHS_READ),
    listCatalogueItems(scope, { limit: PAGE_LIMIT_MAX }),
    promisedBySponsors(scope),
    promisedThisYear(scope),
  ]);
  const outstanding = outstandingOf(figuresOf(totals, 'community'));
  return Solvency.parse({
    asOf,
    outstanding,
    byAge: byAge(outstanding, months, asOf),
    stockPoints: onShelf(items),
    catalogue: bought(items, outstanding),
    months: lastTwelve(months, asOf),
    sponsors,
    promised,
  });
}
