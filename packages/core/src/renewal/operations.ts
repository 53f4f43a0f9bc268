import { z } from 'zod';
import { publicCourtyards } from '../courtyard/index.ts';
import {
  isWithin,
  notFound,
  type Page,
  type PageRequest,
  requireCourtyards,
  requirePermission,
  requireWithin,
  type Scope,
} from '../kernel/index.ts';
import { throughDay, view, viewPage } from '../table/index.ts';
import { FundEntries } from './entities.ts';
import { FundEntry } from './fund-entry.ts';

/** A courtyard's micro-fund as it stands after its latest entry. */
export const Fund = z.object({
  courtyardId: z.string(),
  courtyardName: z.string(),
  balanceFen: z.number().int(),
  latestOn: z.string(),
});
export type Fund = z.infer<typeof Fund>;

/** The funds of a page of courtyards, in their order: one bounded query a courtyard, all at once; those without a fund are left out. */
export async function listFunds(scope: Scope, request: PageRequest): Promise<Page<Fund>> {
  const reached = requireCourtyards(scope, 'renewal:read');
  const { items: courtyards, ...rest } = await publicCourtyards(scope, { limit: 100, ...request });
  const within = courtyards.filter(({ id }) => isWithin(reached, id));
  const funds = await Promise.all(
    within.map(async ({ id, name }): Promise<Fund[]> => {
      const [latest] = await latestEntries(scope, id, 1);
      if (latest === undefined) return [];
      const { balanceFen, enteredOn } = latest;
      return [{ courtyardId: id, courtyardName: name, balanceFen, latestOn: enteredOn }];
    }),
  );
  return { ...rest, items: funds.flat() };
}

/** Of one courtyard, newest first unless asked otherwise, none of one out of reach; only up to a day with `until`. */
export async function listFundEntries(
  scope: Scope,
  request: PageRequest & { courtyardId: string; until?: string; order?: 'asc' | 'desc' },
): Promise<Page<FundEntry>> {
  if (!isWithin(requireCourtyards(scope, 'renewal:read'), request.courtyardId)) return { items: [] };
  const all = entriesOf(scope, request.courtyardId);
  const query = request.until === undefined ? all : all.lte({ enteredOn: throughDay(request.until) });
  return viewPage(FundEntry, await scope.table.page(FundEntries, query, { order: 'desc', ...request }));
}

export async function getFundEntry(scope: Scope, id: string): Promise<FundEntry> {
  const within = requireCourtyards(scope, 'renewal:read');
  const entry = await scope.table.get(FundEntries, FundEntries.get({ tenantId: scope.tenantId, id }));
  if (entry === undefined) throw notFound('fundEntry');
  requireWithin(within, entry.courtyardId, 'fundEntry');
  return view(FundEntry, entry);
}

const ENTRIES_SHOWN = 10;

/** The publicity of accounts (公示): the balance and the last ten lines, without who handled them. */
export const PublicFund = z.object({
  balanceFen: z.number().int(),
  latestOn: z.string(),
  entries: z.array(FundEntry.omit({ handler: true })),
});
export type PublicFund = z.infer<typeof PublicFund>;

/** Undefined for a courtyard without a fund. */
export async function publicFund(scope: Scope, courtyardId: string): Promise<PublicFund | undefined> {
  requirePermission(scope, 'public:read');
  const entries = await latestEntries(scope, courtyardId, ENTRIES_SHOWN);
  const [latest] = entries;
  return latest && view(PublicFund, { balanceFen: latest.balanceFen, latestOn: latest.enteredOn, entries });
}

async function latestEntries(scope: Scope, courtyardId: string, limit: number) {
  const query = entriesOf(scope, courtyardId);
  const { items } = await scope.table.page(FundEntries, query, { limit, order: 'desc' });
  return items;
}

const entriesOf = ({ tenantId }: Scope, courtyardId: string) =>
  FundEntries.query.ofCourtyard({ tenantId, courtyardId });
