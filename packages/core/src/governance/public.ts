import { z } from 'zod';
import { requirePermission, type Scope } from '../kernel/index.ts';
import { view } from '../table/index.ts';
import { ElectionSummary, electionIsValid } from './election.ts';
import { Elections, Meetings, Offices } from './entities.ts';
import { Meeting } from './meeting.ts';
import { inOrderOfPost, Office } from './office.ts';
import { Opinion } from './opinion.ts';
import { opinionsRaisedAt } from './raised-at.ts';

const MEETINGS_SHOWN = 5;

export const PublicOpinion = Opinion.pick({
  id: true,
  meetingId: true,
  text: true,
  category: true,
  status: true,
  owner: true,
  raisedOn: true,
  closedOn: true,
});
export type PublicOpinion = z.infer<typeof PublicOpinion>;

/**
 * What a courtyard's board says about how it governs itself: the committee of the latest term, the last election, the
 * last five meetings and what was raised at them, without who raised it.
 */
export const PublicGovernance = z.object({
  committee: z.array(
    Office.pick({ personName: true, post: true, partyMember: true, term: true, since: true }),
  ),
  election: ElectionSummary.extend({ valid: z.boolean() }).optional(),
  meetings: z.array(Meeting),
  opinions: z.array(PublicOpinion),
});
export type PublicGovernance = z.infer<typeof PublicGovernance>;

/** Three queries at once, then one for each meeting shown. */
export async function publicGovernance(scope: Scope, courtyardId: string): Promise<PublicGovernance> {
  requirePermission(scope, 'public:read');
  const [committee, election, meetings] = await Promise.all([
    committeeOf(scope, courtyardId),
    lastElection(scope, courtyardId),
    lastMeetings(scope, courtyardId),
  ]);
  const raised = await Promise.all(
    meetings.map((meeting) => opinionsRaisedAt(scope, meeting, { limit: 100 })),
  );
  const opinions = raised.flatMap(({ items }) => items);
  return view(PublicGovernance, { committee, election, meetings, opinions });
}

async function committeeOf({ tenantId, table }: Scope, courtyardId: string): Promise<Office[]> {
  const query = Offices.query.inOrder({ tenantId, courtyardId });
  const { items } = await table.page(Offices, query, { limit: 100, order: 'desc' });
  const latestTerm = items[0]?.term;
  return inOrderOfPost(items.filter(({ term }) => term === latestTerm).map((office) => view(Office, office)));
}

async function lastElection({ tenantId, table }: Scope, courtyardId: string) {
  const query = Elections.query.inOrder({ tenantId, courtyardId });
  const { items } = await table.page(Elections, query, { limit: 1, order: 'desc' });
  const [election] = items;
  return election && { ...view(ElectionSummary, election), valid: electionIsValid(election) };
}

async function lastMeetings({ tenantId, table }: Scope, courtyardId: string): Promise<Meeting[]> {
  const query = Meetings.query.ofCourtyard({ tenantId, courtyardId });
  const { items } = await table.page(Meetings, query, { limit: MEETINGS_SHOWN, order: 'desc' });
  return items.map((meeting) => view(Meeting, meeting));
}
