import { z } from 'zod';
import {
  internal,
  notFound,
  type Page,
  type PageRequest,
  requireCourtyards,
  requireWithin,
  rowsWithin,
  type Scope,
} from '../../kernel/index.ts';
import { throughDay, view, viewPage } from '../../table/index.ts';
import { findingsOf } from './check-operations.ts';
import { CheckFinding } from './checks.ts';
import { ServiceProposals } from './entities.ts';
import { isOpen, ServiceProposal } from './service-proposal.ts';

export const PROPOSAL_STANDINGS = ['open', 'decided'] as const;
type ProposalStanding = (typeof PROPOSAL_STANDINGS)[number];

/**
 * What waits, the oldest day first; or what was decided, the newest first. Few wait at a time: whoever reaches some
 * courtyards only finds theirs among all.
 */
export async function listProposals(
  scope: Scope,
  {
    standing = 'open',
    until,
    ...request
  }: PageRequest & { standing?: ProposalStanding; until?: string; order?: 'asc' | 'desc' },
): Promise<Page<ServiceProposal>> {
  const keep = rowsWithin(requireCourtyards(scope, 'timebank:confirm'));
  const all = ServiceProposals.query.byStanding({ tenantId: scope.tenantId, standing });
  const query = until === undefined ? all : all.lte({ servedOn: throughDay(until) });
  const order = standing === 'open' ? 'asc' : 'desc';
  return viewPage(
    ServiceProposal,
    await scope.table.page(ServiceProposals, query, { order, ...request, keep }),
  );
}

/** With what the checks notice now, of one that waits. */
export const ServiceProposalDetail = ServiceProposal.extend({ noticed: internal(z.array(CheckFinding)) });
export type ServiceProposalDetail = z.infer<typeof ServiceProposalDetail>;

/** One proposal, for whoever may confirm it. Two round trips. */
export async function getProposal(scope: Scope, id: string): Promise<ServiceProposalDetail> {
  const within = requireCourtyards(scope, 'timebank:confirm');
  const { tenantId, table } = scope;
  const stored = await table.get(ServiceProposals, ServiceProposals.get({ tenantId, id }));
  if (stored === undefined) throw notFound('serviceProposal');
  requireWithin(within, stored.courtyardId, 'serviceProposal');
  const proposal = ServiceProposal.parse(stored);
  const noticed = isOpen(proposal.state) ? await findingsOf(scope, proposal) : [];
  return view(ServiceProposalDetail, { ...proposal, noticed });
}
