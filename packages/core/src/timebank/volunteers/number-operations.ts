import { erasedAmong } from '../../courtyard/index.ts';
import { idFrom, LinliError, type Scope } from '../../kernel/index.ts';
import { Volunteers } from '../entities.ts';
import { AFTER_EVERY_NUMBER, numbersAfter } from './volunteer-no.ts';

const AT_ONCE = 50;
const TRIES = 20;

/** A volunteer's id follows from their number, as it does for a ledger's: that is why no number is given twice. */
export const volunteerIdOf = (tenantId: string, volunteerNo: string): string =>
  idFrom('volunteer', tenantId, volunteerNo);

/**
 * The next volunteer number nobody has or has had: one query for the greatest, and for fifty numbers at a time two calls
 * to see which are taken. The commit that gives it still fails where somebody was faster.
 */
export async function freeVolunteerNo(scope: Scope): Promise<string> {
  const { tenantId, table } = scope;
  const given = Volunteers.query.byNumber({ tenantId }).lt({ volunteerNo: AFTER_EVERY_NUMBER });
  const { items } = await table.page(Volunteers, given, { order: 'desc', limit: 1 });
  let greatest = items[0]?.volunteerNo;
  for (let tries = 0; tries < TRIES; tries++) {
    const numbers = numbersAfter(greatest, AT_ONCE);
    const ids = numbers.map((no) => volunteerIdOf(tenantId, no));
    const [taken, erased] = await Promise.all([
      table.getMany(
        ids.map((id) => ({ entity: Volunteers, operation: Volunteers.get({ tenantId, id }) })),
        { consistent: true },
      ),
      erasedAmong(scope, ids),
    ]);
    const free = numbers.find((_, i) => taken[i] === undefined && !erased.includes(ids[i] as string));
    if (free !== undefined) return free;
    greatest = numbers.at(-1);
  }
  throw new LinliError('unavailable', 'tooBusy');
}
