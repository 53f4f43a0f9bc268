import { z } from 'zod';
import {
  behind,
  type FigureRequest,
  notFound,
  type Page,
  type PageRequest,
  requirePermission,
  type Scope,
} from '../kernel/index.ts';
import { throughDay, view, viewPage } from '../table/index.ts';
import { Election, ElectionSummary, electionIsValid } from './election.ts';
import { Elections, Meetings, Offices, Opinions } from './entities.ts';
import { Meeting } from './meeting.ts';
import { Office, tallyOffice } from './office.ts';
import { Opinion, type OpinionStatus } from './opinion.ts';
import { opinionsRaisedAt } from './raised-at.ts';

/** Newest first unless asked otherwise; of one courtyard when named; only up to a day with `until`. */
export async function listMeetings(
  scope: Scope,
  request: PageRequest & { courtyardId?: string; until?: string; order?: 'asc' | 'desc' },
): Promise<Page<Meeting>> {
  requirePermission(scope, 'governance:read');
  const { tenantId } = scope;
  const { courtyardId, until } = request;
  const all =
    courtyardId === undefined
      ? Meetings.query.byDate({ tenantId })
      : Meetings.query.ofCourtyard({ tenantId, courtyardId });
  const query = until === undefined ? all : all.lte({ heldOn: throughDay(until) });
  return viewPage(Meeting, await scope.table.page(Meetings, query, { order: 'desc', ...request }));
}

export async function getMeeting(scope: Scope, id: string): Promise<Meeting> {
  requirePermission(scope, 'governance:read');
  const meeting = await scope.table.get(Meetings, Meetings.get({ tenantId: scope.tenantId, id }));
  if (meeting === undefined) throw notFound('meeting');
  return view(Meeting, meeting);
}

/**
 * Newest first unless asked otherwise; of one status, or raised at one meeting, when asked for; only up to a day with `until`. No index has the
 * opinions of a courtyard (it would cost a write unit each): they are looked for among all, and a page may be short.
 */
export async function listOpinions(
  scope: Scope,
  request: PageRequest & {
    status?: OpinionStatus;
    meetingId?: string;
    courtyardId?: string;
    until?: string;
    order?: 'asc' | 'desc';
  },
): Promise<Page<Opinion>> {
  requirePermission(scope, 'governance:read');
  const { tenantId } = scope;
  const { status, meetingId, courtyardId, until } = request;
  if (meetingId !== undefined) return opinionsRaisedAt(scope, await getMeeting(scope, meetingId), request);
  const all =
    status === undefined
      ? Opinions.query.byDate({ tenantId })
      : Opinions.query.ofStatus({ tenantId, status });
  const query = until === undefined ? all : all.lte({ raisedOn: throughDay(until) });
  const keep =
    courtyardId === undefined ? undefined : (opinion: Opinion) => opinion.courtyardId === courtyardId;
  return viewPage(Opinion, await scope.table.page(Opinions, query, { order: 'desc', ...request, keep }));
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

/** Courtyard by courtyard, the latest term of each first; with `figure`, the rows behind it: who is in office on the day. */
export async function listOffices(
  scope: Scope,
  request: PageRequest & FigureRequest & { courtyardId?: string },
): Promise<Page<Office>> {
  requirePermission(scope, 'governance:read');
  const query = Offices.query.inOrder(within(scope, request.courtyardId));
  const keep = behind(tallyOffice, request);
  return viewPage(Office, await scope.table.page(Offices, query, { ...request, order: 'desc', keep }));
}

export async function getOffice(scope: Scope, id: string): Promise<Office> {
  requirePermission(scope, 'governance:read');
  const office = await scope.table.get(Offices, Offices.get({ tenantId: scope.tenantId, id }));
  if (office === undefined) throw notFound('office');
  return view(Office, office);
}

const within = ({ tenantId }: Scope, courtyardId: string | undefined) =>
  courtyardId === undefined ? { tenantId } : { tenantId, courtyardId };
