import { z } from 'zod';
import { notFound, type Page, type PageRequest, requirePermission, type Scope } from '../kernel/index.ts';
import { view, viewPage } from '../table/index.ts';
import { Election, ElectionSummary, electionIsValid } from './election.ts';
import { Elections, Meetings, Offices, Opinions } from './entities.ts';
import { Meeting } from './meeting.ts';
import { Office } from './office.ts';
import { Opinion, type OpinionStatus } from './opinion.ts';
import { opinionsRaisedAt } from './raised-at.ts';

/** Newest first; of one courtyard when named. */
export async function listMeetings(
  scope: Scope,
  request: PageRequest & { courtyardId?: string },
): Promise<Page<Meeting>> {
  requirePermission(scope, 'governance:read');
  const { tenantId } = scope;
  const { courtyardId } = request;
  const query =
    courtyardId === undefined
      ? Meetings.query.byDate({ tenantId })
      : Meetings.query.ofCourtyard({ tenantId, courtyardId });
  return viewPage(Meeting, await scope.table.page(Meetings, query, { ...request, order: 'desc' }));
}

export async function getMeeting(scope: Scope, id: string): Promise<Meeting> {
  requirePermission(scope, 'governance:read');
  const meeting = await scope.table.get(Meetings, Meetings.get({ tenantId: scope.tenantId, id }));
  if (meeting === undefined) throw notFound('meeting');
  return view(Meeting, meeting);
}

/** Newest first; of one status, or raised at one meeting, when asked for. */
export async function listOpinions(
  scope: Scope,
  request: PageRequest & { status?: OpinionStatus; meetingId?: string },
): Promise<Page<Opinion>> {
  requirePermission(scope, 'governance:read');
  const { tenantId } = scope;
  const { status, meetingId } = request;
  if (meetingId !== undefined) return opinionsRaisedAt(scope, await getMeeting(scope, meetingId), request);
  const query =
    status === undefined
      ? Opinions.query.byDate({ tenantId })
      : Opinions.query.ofStatus({ tenantId, status });
  return viewPage(Opinion, await scope.table.page(Opinions, query, { ...request, order: 'desc' }));
}

export async function getOpinion(scope: Scope, id: string): Promise<Opinion> {
  requirePermission(scope, 'governance:read');
  const opinion = await scope.table.get(Opinions, Opinions.get({ tenantId: scope.tenantId, id }));
  if (opinion === undefined) throw notFound('opinion');
  return view(Opinion, opinion);
}

/** Courtyard by courtyard, the latest term of each first. */
export async function listElections(
  scope: Scope,
  request: PageRequest & { courtyardId?: string },
): Promise<Page<ElectionSummary>> {
  requirePermission(scope, 'governance:read');
  const query = Elections.query.inOrder(within(scope, request.courtyardId));
  return viewPage(ElectionSummary, await scope.table.page(Elections, query, { ...request, order: 'desc' }));
}

/** An election with its candidates, most votes first, and whether its ballots make it valid. */
export const ElectionDetail = Election.extend({ valid: z.boolean() });
export type ElectionDetail = z.infer<typeof ElectionDetail>;

export async function getElection(scope: Scope, id: string): Promise<ElectionDetail> {
  requirePermission(scope, 'governance:read');
  const found = await scope.table.get(Elections, Elections.get({ tenantId: scope.tenantId, id }));
  if (found === undefined) throw notFound('election');
  const election = view(Election, found);
  const candidates = election.candidates.toSorted((a, b) => b.votes - a.votes);
  return { ...election, candidates, valid: electionIsValid(election) };
}

/** Courtyard by courtyard, the latest term of each first. */
export async function listOffices(
  scope: Scope,
  request: PageRequest & { courtyardId?: string },
): Promise<Page<Office>> {
  requirePermission(scope, 'governance:read');
  const query = Offices.query.inOrder(within(scope, request.courtyardId));
  return viewPage(Office, await scope.table.page(Offices, query, { ...request, order: 'desc' }));
}

const within = ({ tenantId }: Scope, courtyardId: string | undefined) =>
  courtyardId === undefined ? { tenantId } : { tenantId, courtyardId };
