import { LinliError, type Scope } from '../kernel/index.ts';
import { write } from '../table/index.ts';
import { AuditRecords } from './entities.ts';
import { recordChange } from './record-change.ts';

/**
 * Takes away the words (names, reasons, old and new values) of every audit record that is about somebody or in whose
 * words they occur. That something was done, by which account and when, stays, and so does the chain, which holds the
 * hash of the words. A record about somebody else is named by another that says its words were erased: so verification can
 * tell that from words that were torn out. Answers how many were taken away. For erasing a person.
 */
export async function forgetWords(
  scope: Scope,
  about: string,
  isIn: (words: unknown) => boolean,
): Promise<number> {
  const { tenantId, table } = scope;
  // All are found before the first is silenced: what records the silencing is not to be come upon.
  const found: { id: string; isOfAnother: boolean }[] = [];
  for await (const record of table.each(AuditRecords, AuditRecords.query.byId({ tenantId }))) {
    if (record.said === undefined || !(record.about === about || isIn(record.said))) continue;
    found.push({ id: record.id, isOfAnother: record.about !== about });
  }

  for (const { id, isOfAnother } of found) {
    const silenced = AuditRecords.patch({ tenantId, id }).remove(['said']);
    await table.commit([
      write(silenced, new LinliError('conflict', 'alreadyChanged')),
      ...(isOfAnother ? [recordChange(scope, { action: 'erase', noun: 'audit', id })] : []),
    ]);
  }
  return found.length;
}
