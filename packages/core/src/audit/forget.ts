import { type DistrictScope, LinliError, type Scope } from '../kernel/index.ts';
import { write } from '../table/index.ts';
import { AuditRecords, DistrictAuditRecords } from './entities.ts';
import { recordChange } from './record-change.ts';

/** Whose words go. */
export type Forgotten = {
  /** Ids (a person's, their accounts', their invitations') whose erasure this very trail records. */
  erased: readonly string[];
  /** Ids of the same person whose erasure another trail records. */
  others: readonly string[];
  /** Whether they occur in words. */
  isIn(words: unknown): boolean;
};

/**
 * Takes away the words (names, reasons, old and new values) of every audit record of a community that is about somebody, by
 * them, or in whose words they occur. That something was done, by which account and when, stays, and so does the chain,
 * which holds the hash of the words. A record about somebody else is named by another that says its words were erased: so
 * verification can tell that from words that were torn out. Answers how many were taken away. For erasing a person.
 */
export async function forgetWords(scope: Scope, whose: Forgotten): Promise<number> {
  const { tenantId, table } = scope;
  const found = await worded(table.each(AuditRecords, AuditRecords.query.byId({ tenantId })), whose);
  for (const { id, isOfAnother } of found) {
    const silenced = AuditRecords.patch({ tenantId, id }).remove(['said']);
    await table.commit([write(silenced, changed()), ...(isOfAnother ? [wordsErased(scope, id)] : [])]);
  }
  return found.length;
}

/** The same in the control plane: in what it keeps of a community's people, and of the erased accounts wherever they signed in. */
export async function forgetDistrictWords(
  scope: DistrictScope & { tenantId: string },
  whose: Forgotten,
): Promise<number> {
  const { districtId, table } = scope;
  const { byId, ofSubject } = DistrictAuditRecords.query;
  const places = [
    { tenantId: scope.tenantId, query: byId({ districtId, tenantId: scope.tenantId }) },
    ...whose.erased.map((about) => ({
      tenantId: '*',
      query: ofSubject({ districtId, tenantId: '*', about }),
    })),
  ];
  let count = 0;
  for (const { tenantId, query } of places) {
    const found = await worded(table.each(DistrictAuditRecords, query), whose);
    for (const { id, isOfAnother } of found) {
      const silenced = DistrictAuditRecords.patch({ districtId, tenantId, id }).remove(['said']);
      await table.commit([write(silenced, changed()), ...(isOfAnother ? [wordsErased(scope, id)] : [])]);
    }
    count += found.length;
  }
  return count;
}

type Record = { id: string; about: string; actorId: string; said?: unknown };

/** All are found before the first is silenced: what records the silencing is not to be come upon. */
async function worded(records: AsyncIterable<Record>, { erased, others, isIn }: Forgotten) {
  const theirs = (id: string) => erased.includes(id) || others.includes(id);
  const found: { id: string; isOfAnother: boolean }[] = [];
  for await (const { id, about, actorId, said } of records)
    if (said !== undefined && (theirs(about) || theirs(actorId) || isIn(said)))
      found.push({ id, isOfAnother: !erased.includes(about) });
  return found;
}

const wordsErased = (scope: Parameters<typeof recordChange>[0], id: string) =>
  recordChange(scope, { action: 'erase', noun: 'audit', id });

const changed = () => new LinliError('conflict', 'alreadyChanged');
