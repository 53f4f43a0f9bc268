import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { forgetDistrictWords, forgetWords, recordChange } from '../audit/index.ts';
import {
  anonymisePerson,
  beginErasing,
  draftPerson,
  isErased,
  type MasterKey,
  rememberErased,
  requirePerson,
  type StoredPerson,
} from '../courtyard/index.ts';
import {
  accountsOfPerson,
  invitationsOfPerson,
  type PeopleScope,
  type PersonsAccount,
  removeAccount,
  removeInvitation,
} from '../identity/index.ts';
import { type Files, forgetInImports, LEDGER_NOUNS, whileImportsRest } from '../importing/index.ts';
import { idFrom, LinliError, newId, parse, requirePermission, type Scope } from '../kernel/index.ts';
import { forgetMessages } from '../messaging/index.ts';
import {
  anonymiseVolunteer,
  BOOK_NOUNS,
  draftVolunteer,
  forgetCardHolder,
  forgetNeeds,
  forgetVolunteering,
} from '../timebank/index.ts';
import { forgetConsents } from './consents.ts';
import { searchFor } from './search.ts';
import { ANONYMOUS, type Traces } from './traces.ts';

/**
 * What an erasure needs beside the scope: `people` is the control plane, where accounts, messages and their trail are.
 * `outOfTime`: it must stop soon, and the same call again goes on.
 */
export type Means = { files: Files; masterKey: MasterKey; people: PeopleScope; outOfTime(): boolean };

export const EraseInput = z.object({
  reason: z.string().trim().min(2).max(120),
  /** The person's name, typed again: a slip of the finger erases nobody. */
  name: z.string().trim().max(60),
});

/** `more`: not over yet; the same call again goes on where it stopped. Counts are of this call. */
export const Erasure = z.object({
  state: z.enum(['done', 'more']),
  records: z.number().int(),
  workbooks: z.number().int(),
});
export type Erasure = z.infer<typeof Erasure>;

/**
 * Erases what a community keeps of one person: in every record, index entry, uploaded workbook, finding, undo log and
 * audit record. What others depend on stays under an anonymous id: services and postings with their minutes and points,
 * the balances, and that somebody counted as a resident, a party member, a volunteer. So every ledger balances and every
 * total stands.
 *
 * The person's own record goes last, because the search needs it: cut off anywhere, the same call goes on. Once done,
 * the call answers `done` again. Refused while an import is at work.
 */
export async function erasePerson(
  scope: Scope,
  means: Means,
  id: string,
  input: z.input<typeof EraseInput>,
): Promise<Erasure> {
  requirePermission(scope, 'personal:erase');
  const { reason, name } = parse(EraseInput, input);
  if (await isErased(scope, id)) return { state: 'done', records: 0, workbooks: 0 };
  const person = await requirePerson(scope, 'all', id);
  if (person.erased === true) return { state: 'done', records: 0, workbooks: 0 };
  if (name !== person.name) throw new LinliError('invalid', 'nameNotRepeated', { field: 'name' });
  const accounts = await accountsOfPerson(means.people, person.id);
  return whileImportsRest(scope, () => erase(scope, means, { person, accounts, reason }));
}

type Erased = { person: StoredPerson; accounts: readonly PersonsAccount[]; reason: string };

async function erase(scope: Scope, means: Means, { person, accounts, reason }: Erased): Promise<Erasure> {
  const { files, masterKey, outOfTime } = means;
  const cause = newId('audit', scope.now);
  const salt = await beginErasing(
    scope,
    person,
    randomBytes(16).toString('hex'),
    firstWrites(scope, person, cause),
  );
  const { traces, roles, anonymousId } = await searchFor(scope, masterKey, { person, accounts }, salt);

  // First, while what they asked for is still found by them: it says where they live and what they lack.
  let records = await forgetNeeds(
    scope,
    person.id,
    roles.map(({ id }) => id),
  );
  for (const noun of [...LEDGER_NOUNS, ...BOOK_NOUNS]) {
    if (noun.noun === draftPerson.noun || noun.noun === draftVolunteer.noun) continue;
    const rewritten = await rewriteAll(scope, noun, { traces, cause, outOfTime });
    records += rewritten.count;
    if (rewritten.more) return { state: 'more', records, workbooks: 0 };
  }
  // While the volunteers can still be found by the person: cut off after this, nothing of it is left.
  records += await forgetVolunteering(
    scope,
    person.id,
    roles.map(({ id }) => id),
  );
  for (const { id, becomes } of roles)
    await anonymiseVolunteer(scope, id, becomes, [
      rememberErased(scope, id),
      recordChange(scope, { action: 'erase', noun: 'volunteer', id }),
    ]);
  const workbooks = await forgetInImports(scope, files, traces);
  records += await forgetConsents(scope, person.id);
  records += await forgetCardHolder(scope, person.id);
  records += await forgetInControlPlane(means.people, { person, accounts, reason }, traces);
  const isIn = (words: unknown) => traces.isIn(words);
  records += await forgetWords(scope, { erased: [person.id], others: accounts.map(({ id }) => id), isIn });
  if (outOfTime()) return { state: 'more', records, workbooks };

  // Only now: until then they say where else to look, should this be cut off.
  for (const { id } of accounts) await removeAccount(means.people, id);
  records += accounts.length;
  await anonymisePerson(
    scope,
    person,
    { id: anonymousId, name: ANONYMOUS },
    lastWrites(scope, person, traces, reason),
  );
  return { state: 'done', records: records + 1, workbooks };
}

/** What the control plane says of the person: in invitations, in messages of a week, and in its trail. */
async function forgetInControlPlane(
  people: PeopleScope,
  { person, accounts }: Erased,
  traces: Traces,
): Promise<number> {
  const theirs = accounts.map(({ id }) => id);
  const invitations = await invitationsOfPerson(
    people,
    ({ name, acceptedBy = '' }) => traces.isIn(name) || theirs.includes(acceptedBy),
  );
  let count = await forgetMessages(people, ({ to, params }) => traces.isIn(to) || traces.isIn(params));
  count += await forgetDistrictWords(people, {
    // An invitation may call them what the register does not: what is said of it goes by its id.
    erased: [...theirs, ...invitations.map(({ id }) => id)],
    others: [person.id],
    isIn: (words) => traces.isIn(words),
  });
  // After the words: cut off in between, the same call would no longer know whose the words were.
  for (const invitation of invitations) await removeInvitation(people, invitation);
  return count + invitations.length;
}

/**
 * That it was begun, and a record to stand behind every other that is rewritten. That one names itself and not the
 * person: what it is named by stays, and must not say whose it was.
 */
const firstWrites = (scope: Scope, { id }: StoredPerson, cause: string) => [
  recordChange(scope, { action: 'erase', noun: 'person', id }),
  recordChange(scope, { action: 'erase', noun: 'audit', id: cause, recordedAs: cause }),
];

/** That it was done and why, and that no ledger brings the person back. */
const lastWrites = (scope: Scope, person: StoredPerson, traces: Traces, reason: string) => [
  ...namesOfOld(scope, person).map((id) => rememberErased(scope, id)),
  recordChange(scope, { action: 'erase', noun: 'person', id: person.id, reason: traces.without(reason) }),
];

/** The id that a survey of their household would make, where the person was first known by another ledger. */
const namesOfOld = ({ tenantId }: Scope, { id, householdId, name }: StoredPerson): string[] => {
  if (householdId === undefined) return [];
  const bySurvey = idFrom('person', tenantId, 'household', householdId, name);
  return bySurvey === id ? [] : [bySurvey];
};

/** Every record of one noun that speaks of the person, said without them. */
async function rewriteAll(
  { table, tenantId }: Scope,
  noun: (typeof BOOK_NOUNS)[number],
  { traces, cause, outOfTime }: { traces: Traces; cause: string; outOfTime(): boolean },
): Promise<{ count: number; more: boolean }> {
  let count = 0;
  for await (const record of noun.stored(table, tenantId)) {
    const without = traces.without(record);
    if (without === record) continue;
    if (outOfTime()) return { count, more: true };
    // What it is called by stays, also where that is the person's: their account moves later, with all it holds.
    await table.commit([noun.rewrite(tenantId, { ...without, id: record.id, touchedBy: cause })]);
    count++;
  }
  return { count, more: false };
}
