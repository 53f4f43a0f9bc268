import { erasedIds, type Seals } from '../courtyard/index.ts';
import { type Candidate, Election, Office } from '../governance/index.ts';
import type { Draft, Known, Stored, Table } from '../table/index.ts';
import { openingRule, type PointsRule } from '../timebank/index.ts';
import { PersonIndex } from './landing/person-index.ts';
import { PostedRows } from './landing/posted-rows.ts';
import type { Nouns } from './nouns.ts';

export type VolunteerReference = {
  id: string;
  personId: string;
  volunteerNo: string;
  name: string;
  courtyardId?: string;
  registeredOn?: string;
};
export type MeetingReference = { id: string; heldOn: string; courtyardId?: string };

/**
 * What a community already has, as far as an import needs it, and what the rows read so far will add. Lets a row of one
 * ledger refer to a row of another in the same upload, in whatever order the files came.
 */
export class World {
  readonly tenantId: string;
  readonly seals: Seals;
  readonly courtyards = new Map<string, string>();
  readonly volunteers = new Map<string, VolunteerReference>();
  readonly rooms = new Map<string, string>();
  readonly rules: PointsRule[] = [];
  readonly persons = new PersonIndex();
  readonly posted = new PostedRows();
  /** Whether a person or volunteer of that id asked to be erased. */
  isErased: (id: string) => boolean = () => false;
  readonly #meetings = new Map<string, Map<string, MeetingReference>>();
  readonly #fundBalances = new Map<string, number>();
  readonly #candidates = new Map<string, Candidate[]>();
  readonly #elections = new Map<string, Election>();
  readonly #offices = new Map<string, Office>();
  readonly #known = new Map<string, Map<string, Known>>();

  constructor(tenantId: string, seals: Seals) {
    this.tenantId = tenantId;
    this.seals = seals;
  }

  /** Reads every record of the given nouns: one query each, a megabyte a call. */
  async load(table: Table, nouns: Nouns): Promise<void> {
    this.isErased = await erasedIds(table, this.tenantId);
    for (const noun of nouns) {
      const known = new Map<string, Known>();
      this.#known.set(noun.noun, known);
      for await (const record of noun.stored(table, this.tenantId)) {
        if (record.origin)
          known.set(record.id, { importId: record.origin.importId, hash: record.origin.hash });
        this.#refer(noun.noun, record);
      }
    }
  }

  /** Of a community that is yet to be set up: provisioning puts its opening rule in place before its ledgers. */
  supposeOpeningRule(): void {
    if (this.rules.length === 0) this.rules.push(openingRule(this.tenantId));
  }

  /** What is known of the record a draft would become, or undefined when it would be new. */
  knownOf(draft: Draft): Known | undefined {
    return this.#known.get(draft.noun)?.get(draft.id);
  }

  fundBalanceOf(courtyardId: string): number {
    return this.#fundBalances.get(courtyardId) ?? 0;
  }

  noteFundBalance(courtyardId: string, balanceFen: number): void {
    this.#fundBalances.set(courtyardId, balanceFen);
  }

  /** The volunteer of that number; without a number, the only one of that name. */
  findVolunteer(
    volunteerNo: string | undefined,
    name: string | undefined,
  ): VolunteerReference | { namesakes: number } {
    const byNumber = volunteerNo === undefined ? undefined : this.volunteers.get(volunteerNo);
    if (byNumber !== undefined) return byNumber;
    if (volunteerNo !== undefined) return { namesakes: 0 };
    const namesakes = [...this.volunteers.values()].filter((volunteer) => volunteer.name === name);
    return namesakes.length === 1 && namesakes[0] !== undefined
      ? namesakes[0]
      : { namesakes: namesakes.length };
  }

  /** The meetings of that number: two courtyards may each have a first one. */
  meetingsNumbered(meetingNo: string): MeetingReference[] {
    return [...(this.#meetings.get(meetingNo)?.values() ?? [])];
  }

  noteCandidate(electionId: string, candidate: Candidate): void {
    this.#candidates.set(electionId, [...this.candidatesOf(electionId), candidate]);
  }

  candidatesOf(electionId: string): Candidate[] {
    return this.#candidates.get(electionId) ?? [];
  }

  electionsOf(courtyardId: string): Election[] {
    return [...this.#elections.values()].filter((election) => election.courtyardId === courtyardId);
  }

  officesOf(courtyardId: string): Office[] {
    return [...this.#offices.values()].filter((office) => office.courtyardId === courtyardId);
  }

  /** Makes a draft's record findable for the rows after it. */
  remember(draft: Draft): void {
    this.#refer(draft.noun, { ...draft.fields, id: draft.id });
  }

  /** Takes note that a draft has been written, so that the same record later in the import compares with it. */
  written(draft: Draft, importId: string): void {
    const known = this.#known.get(draft.noun);
    const before = known?.get(draft.id);
    known?.set(draft.id, { importId: before?.importId ?? importId, hash: draft.hash });
  }

  #refer(noun: string, record: Stored): void {
    if (noun === 'courtyard') this.courtyards.set(String(record['name']), record.id);
    else if (noun === 'volunteer') this.volunteers.set(String(record['volunteerNo']), record as never);
    else if (noun === 'meeting') this.#rememberMeeting(record as never);
    else if (noun === 'room') this.rooms.set(String(record['name']), record.id);
    else if (noun === 'pointsRule') this.#rememberRule(record as never);
    else if (noun === 'election') this.#elections.set(record.id, Election.parse(record));
    else if (noun === 'office') this.#offices.set(record.id, Office.parse(record));
    else if (noun === 'person') this.persons.remember(record);
  }

  #rememberMeeting({ meetingNo, id, heldOn, courtyardId }: MeetingReference & { meetingNo: string }): void {
    const numbered = this.#meetings.get(meetingNo) ?? new Map<string, MeetingReference>();
    this.#meetings.set(meetingNo, numbered.set(id, { id, heldOn, courtyardId }));
  }

  #rememberRule(rule: PointsRule): void {
    const at = this.rules.findIndex(({ id }) => id === rule.id);
    if (at < 0) this.rules.push(rule);
    else this.rules[at] = rule;
  }
}
