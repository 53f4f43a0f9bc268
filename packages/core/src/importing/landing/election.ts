import { amongElections, type Candidate, draftElection, draftOffice } from '../../governance/index.ts';
import { idFrom } from '../../kernel/index.ts';
import { type Landing, landed, problem, type SheetEnd } from './landing.ts';

/** A candidate of a published result: becomes part of the election, and holds an office when elected. */
export const landElection: Landing<'election'> = ({ fields, facts }, world, at) => {
  const courtyardId = facts.courtyard === undefined ? undefined : world.courtyards.get(facts.courtyard);
  if (courtyardId === undefined)
    return problem('courtyardUnknown', 'courtyard', { name: facts.courtyard ?? '' });
  const { name, politics, votes, elected, post } = fields;
  const term = facts.term ?? 1;
  world.noteCandidate(electionIdOf(world.tenantId, courtyardId, term), {
    name,
    politics,
    votes,
    elected,
    post,
  });
  if (!elected) return landed([]);
  const office = {
    id: idFrom('office', world.tenantId, courtyardId, String(term), name),
    courtyardId,
    personName: name,
    post: post ?? '委员',
    partyMember: politics === 'partyMember',
    term,
    since: facts.declaredOn,
  };
  return landed([draftOffice(amongElections(office, world.electionsOf(courtyardId)), at)]);
};

/** The election itself, once all its candidates have been read, and the offices of earlier terms that it ends. */
export const endElection: SheetEnd<'election'> = (facts, world, at) => {
  const courtyardId = facts.courtyard === undefined ? undefined : world.courtyards.get(facts.courtyard);
  if (courtyardId === undefined) return [];
  const { courtyard: _, term = 1, ...ballots } = facts;
  const id = electionIdOf(world.tenantId, courtyardId, term);
  const candidates: Candidate[] = world.candidatesOf(id);
  if (candidates.length === 0) return [];
  const elections = [
    ...world.electionsOf(courtyardId).filter((other) => other.id !== id),
    { term, ...ballots },
  ];
  const ended = world
    .officesOf(courtyardId)
    .filter((office) => office.term < term)
    .map((office) => amongElections(office, elections))
    .filter(({ endedByTerm }) => endedByTerm === term);
  return [
    ...ended.map((office) => draftOffice(office, at)),
    draftElection({ id, courtyardId, term, ...ballots, candidates }, at),
  ];
};

const electionIdOf = (tenantId: string, courtyardId: string, term: number) =>
  idFrom('election', tenantId, courtyardId, String(term));
