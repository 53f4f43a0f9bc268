import { type Courtyards, notFound, requireWithin, type Scope } from '../../kernel/index.ts';
import { Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';

/** A volunteer as kept, for operations that hand nothing of them out unmasked; `not_found` beyond one's courtyards. */
export async function requireVolunteer(
  { table, tenantId }: Scope,
  within: Courtyards,
  id: string,
): Promise<Volunteer> {
  const volunteer = await table.get(Volunteers, Volunteers.get({ tenantId, id }), { consistent: true });
  if (volunteer === undefined) throw notFound('volunteer');
  requireWithin(within, volunteer.courtyardId, 'volunteer');
  return Volunteer.parse(volunteer);
}
