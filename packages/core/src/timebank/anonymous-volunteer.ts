import { LinliError, type Scope } from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { memberAccountId } from './account.ts';
import { forgetCounts } from './catalogue/count-operations.ts';
import { Accounts, Volunteers } from './entities.ts';
import { forgetFinders } from './finding/forget.ts';
import { movePassbook } from './forget.ts';
import { recognitionGone } from './recognition/forget.ts';
import { forgetQuotas } from './rules/quota-operations.ts';

/** Who a volunteer is once their data are erased. */
export type AnonymousVolunteer = { id: string; personId: string; volunteerNo: string; name: string };

/** A person's roles in the time bank: as many as they were registered, mostly one. */
export async function volunteersOf(
  { table, tenantId }: Pick<Scope, 'table' | 'tenantId'>,
  { id, name }: { id: string; name: string },
): Promise<{ id: string; volunteerNo: string; accountId: string }[]> {
  const ofName = await table.all(Volunteers, Volunteers.query.byName({ tenantId }).begins({ name }));
  return ofName
    .filter(({ personId }) => personId === id)
    .map((volunteer) => ({
      id: volunteer.id,
      volunteerNo: volunteer.volunteerNo,
      accountId: memberAccountId(tenantId, volunteer.id),
    }));
}

/**
 * Moves a volunteer and their account to an anonymous id in one commit: what counts (the courtyard, the day, party
 * membership) and the balances stay, who it was and what they were found by does not; the passbook moves before them. Conflict when something was
 * posted at the same moment.
 */
export async function anonymiseVolunteer(
  scope: Scope,
  id: string,
  to: AnonymousVolunteer,
  alongside: readonly Write[],
): Promise<void> {
  const { table, tenantId } = scope;
  const accountId = memberAccountId(tenantId, id);
  const [volunteer, account] = await Promise.all([
    table.get(Volunteers, Volunteers.get({ tenantId, id }), { consistent: true }),
    table.get(Accounts, Accounts.get({ tenantId, id: accountId }), { consistent: true }),
  ]);
  const writes: Write[] = [...alongside, ...recognitionGone(scope, id), ...(await forgetFinders(scope, id))];
  await forgetCounts(scope, accountId);
  if (volunteer !== undefined) {
    const { skill, skills, availability, partyBadge, training, made, ...counted } = volunteer;
    writes.push(
      write(Volunteers.create({ ...counted, ...to }), changed()),
      write(Volunteers.delete({ tenantId, id }), changed()),
    );
  }
  if (account !== undefined) {
    const { pointsBalance, pointsHeld, minutesServed, lineCount, last } = account;
    const moved = {
      tenantId,
      id: memberAccountId(tenantId, to.id),
      ownerId: to.id,
      ownerKind: 'member' as const,
    };
    // Whatever moves it counts a line more.
    const asRead = Accounts.remove({ tenantId, id: accountId }).where((kept, { eq }) =>
      eq(kept.lineCount, lineCount),
    );
    const sums = { pointsBalance, pointsHeld, minutesServed, lineCount };
    await movePassbook(scope, accountId, moved.id);
    await forgetQuotas(scope, accountId);
    writes.push(
      write(Accounts.upsert({ ...moved, last, erased: true }).add(sums), changed()),
      write(asRead, changed()),
    );
  }
  await table.commit(writes);
}

const changed = () => new LinliError('conflict', 'alreadyChanged');
