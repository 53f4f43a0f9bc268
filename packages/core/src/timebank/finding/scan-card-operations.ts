import {
  notFound,
  type Page,
  type PageRequest,
  requireCourtyards,
  requireWithin,
  rowsWithin,
  type Scope,
} from '../../kernel/index.ts';
import { Volunteers } from '../entities.ts';
import { isCard } from '../points/holder.ts';
import { foundVolunteer } from './holder-search.ts';
import { holdersOf } from './lookup-operations.ts';
import { type ScanCard, scanCardOf } from './scan-card.ts';

/** The card of a volunteer or of a collective, for the printer. */
export async function getScanCard(scope: Scope, holderId: string): Promise<ScanCard> {
  const within = requireCourtyards(scope, 'timebank:read');
  const [holder] = await holdersOf(scope, [holderId]);
  const noun = isCard(holderId) ? 'card' : 'volunteer';
  if (holder === undefined) throw notFound(noun);
  requireWithin(within, holder.courtyardId, noun);
  return scanCardOf(holder);
}

/** The cards of the volunteers by number, a sheet at a time. */
export async function listScanCards(scope: Scope, request: PageRequest): Promise<Page<ScanCard>> {
  const keep = rowsWithin(requireCourtyards(scope, 'timebank:read'));
  const query = Volunteers.query.byNumber({ tenantId: scope.tenantId });
  const { items, ...page } = await scope.table.page(Volunteers, query, { ...request, keep });
  return { ...page, items: items.map((volunteer) => scanCardOf(foundVolunteer(volunteer))) };
}
