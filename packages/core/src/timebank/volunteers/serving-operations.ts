import { LinliError, type Scope } from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import type { Volunteer } from '../volunteer.ts';

/**
 * That a volunteer still stands where they stood when it was decided by: a write that changes nothing of them, for the commit
 * in which it has to hold. Two write units, as a check of a condition costs.
 */
export function standsAsRead({ tenantId }: Scope, { id, state, stateSince }: Volunteer): Write {
  const same = Volunteers.patch({ tenantId, id })
    .set({})
    .where((stored, { eq, notExists }) =>
      [
        state === undefined ? notExists(stored.state) : eq(stored.state, state),
        stateSince === undefined ? notExists(stored.stateSince) : eq(stored.stateSince, stateSince),
      ].join(' AND '),
    );
  return write(same, new LinliError('conflict', 'alreadyChanged'));
}
