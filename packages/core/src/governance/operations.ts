import { z } from 'zod';
import {
  behind,
  courtyardsAsked,
  type FigureRequest,
  isWithin,
  notFound,
  type Page,
  type PageRequest,
  requireCourtyards,
  requireWithin,
  rowsWithin,
  type Scope,
} from '../kernel/index.ts';
import { pageThrough, throughDay, view, viewPage } from '../table/index.ts';
import { Election, ElectionSummary, electionIsValid } from './election.ts';
import { Elections, Meetings, Offices, Opinions } from './entities.ts';
import { Meeting } from './meeting.ts';
import { meetingsOfSeveral } from './meetings-of-several.ts';
import { Office, tallyOffice } from './office.ts';
import { Opinion, type OpinionStatus } from './opinion.ts';
import { opinionsRaisedAt } from './raised-at.ts';

/** By day, newest first unless asked otherwise, of all the courtyards that somebody reaches or of one; only up to a day with `until`. */
export async function listMeetings(
  scope: Scope,
  request: PageRequest & { courtyardId?: string; until?: string; order?: 'asc' | 'desc' },
): Promise<Page<Meeting>> {
  const { tenantId } = scope;
  const { until } = request;
  const asked = courtyardsAsked(requireCourtyards(scope, 'governance:read'), request.courtyardId);
  if (asked !== 'all' && asked.length !== 1) return meetingsOfSeveral(scope, asked, request);
  const [courtyardId] = asked;
  const all =
    asked === 'all'
      ? Meetings.query.byDate({ tenantId })
      : Meetings.query.ofCourtyard({ tenantId, courtyardId: courtyardId as string });
  const query = until === undefined ? all : all.lte({ heldOn: throughDay(until) });
  return viewPage(Meeting, await scope.table.page(Meetings, query, { order: 'desc', ...request }));
}

export async function getMeeting(scope: Scope, id: string): Promise<Meeting> {
  const within = requireCourtyards(scope, 'governance:read');
  const meeting = await scope.table.get(Meetings, Meetings.get({ tenantId: scope.tenantId, id }));
  if (meeting === undefined) throw notFound('meeting');
  requireWithin(within, meeting.courtyardId, 'meeting');
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
  const reached = requireCourtyards(scope, 'governance:read');
  const { tenantId } = scope;
  const { status, meetingId, courtyardId, until } = request;
  if (meetingId !== undefined) {
    const page = await opinionsRaisedAt(scope, await getMeeting(scope, meetingId), request);
    return { ...page, items: page.items.filter(({ courtyardId }) => isWithin(reached, courtyardId)) };
  }
  const all =
    status === undefined
      ? Opinions.query.byDate({ tenantId })
      : Opinions.query.ofStatus({ tenantId, status });
  const query = until === undefined ? all : all.lte({ raisedOn: throughDay(until) });
  const keep = rowsWithin(courtyardsAsked(reached, courtyardId));
  return viewPage(Opinion, await scope.table.page(Opinions, query, { order: 'desc', ...request, keep }));
}

export async function getOpinion(scope: Scope, id: string): Promise<Opinion> {
  const within = requireCourtyards(scope, 'governance:read');
  const opinion = await scope.table.get(Opinions, Opinions.get({ tenantId: scope.tenantId, id }));
  if (opinion === undefined) throw notFound('opinion');
  requireWithin(within, opinion.courtyardId, 'opinion');
  return view(Opinion, opinion);
}

/** Courtyard by courtyard, the latest term of each first. */
export async function listElections(
  scope: Scope,
  request: PageRequest & { courtyardId?: string },
): Promise<Page<ElectionSummary>> {
  const { tenantId, table } = scope;
  const asked = courtyardsAsked(requireCourtyards(scope, 'governance:read'), request.courtyardId);
  const listing = { ...request, order: 'desc' as const };
  if (asked === 'all')
    return viewPage(
      ElectionSummary,
      await table.page(Elections, Elections.query.inOrder({ tenantId }), listing),
    );
  const parts = asked.map((courtyardId) => ({
    name: courtyardId,
    query: Elections.query.inOrder({ tenantId, courtyardId }),
  }));
  return viewPage(ElectionSummary, await pageThrough(table, Elections, parts, listing));
}

/** An election with its candidates, most votes first, and whether its ballots make it valid. */
export const ElectionDetail = Election.extend({ valid: z.boolean() });
export type ElectionDetail = z.infer<typeof ElectionDetail>;

export async function getElection(scope: Scope, id: string): Promise<ElectionDetail> {
  const within = requireCourtyards(scope, 'governance:read');
  const found = await scope.table.get(Elections, Elections.get({ tenantId: scope.tenantId, id }));
  if (found === undefined) throw notFound('election');
  requireWithin(within, found.courtyardId, 'election');
  const election = view(Election, found);
  const candidates = election.candidates.toSorted((a, b) => b.votes - a.votes);
  return { ...election, candidates, valid: electionIsValid(election) };
}

/** Courtyard by courtyard, the latest term of each first; with `figure`, the rows behind it: who is in office on the day. */
export async function listOffices(
  scope: Scope,
  request: PageRequest & FigureRequest & { courtyardId?: string },
): Promise<Page<Office>> {
  const { tenantId, table } = scope;
  const asked = courtyardsAsked(requireCourtyards(scope, 'governance:read'), request.courtyardId);
  const listing = { ...request, order: 'desc' as const, keep: behind(tallyOffice, request) };
  if (asked === 'all')
    return viewPage(Office, await table.page(Offices, Offices.query.inOrder({ tenantId }), listing));
  const parts = asked.map((courtyardId) => ({
    name: courtyardId,
    query: Offices.query.inOrder({ tenantId, courtyardId }),
  }));
  return viewPage(Office, await pageThrough(table, Offices, parts, listing));
}

export async function getOffice(scope: Scope, id: string): Promise<Office> {
  const within = requireCourtyards(scope, 'governance:read');
  const office = await scope.table.get(Offices, Offices.get({ tenantId: scope.tenantId, id }));
  if (office === undefined) throw notFound('office');
  requireWithin(within, office.courtyardId, 'office');
  return view(Office, office);
}
