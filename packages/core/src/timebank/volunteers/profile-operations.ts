import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import { LinliError, parse, requireCourtyards, requireOther, type Scope } from '../../kernel/index.ts';
import { view, write } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import { ProfileInput, tidied } from './profile.ts';
import { AGREEMENT_WAYS } from './standing.ts';
import { requireVolunteer } from './volunteer-operations.ts';

/** Says anew what a volunteer can do, and when; the same again changes nothing. */
export async function setProfile(
  scope: Scope,
  id: string,
  input: z.input<typeof ProfileInput>,
): Promise<Volunteer> {
  const within = requireCourtyards(scope, 'timebank:write');
  const profile = tidied(parse(ProfileInput, input));
  const volunteer = await requireVolunteer(scope, within, id);
  const { skills, availability, personId } = volunteer;
  await scope.table.commit([
    write(Volunteers.patch({ tenantId: scope.tenantId, id }).set(profile), gone()),
    recordChange(scope, {
      ...{ action: 'change', noun: 'volunteer', id, about: personId },
      before: { skills, availability },
      after: profile,
    }),
  ]);
  return view(Volunteer, { ...volunteer, ...profile });
}

export const PartyBadgeInput = z.object({ agreed: z.boolean(), way: z.enum(AGREEMENT_WAYS) });

/** Records that a party member agrees to a badge where everybody sees it, or no longer does. */
export async function setPartyBadge(
  scope: Scope,
  id: string,
  input: z.input<typeof PartyBadgeInput>,
): Promise<Volunteer> {
  const within = requireCourtyards(scope, 'timebank:write');
  const asked = parse(PartyBadgeInput, input);
  const volunteer = await requireVolunteer(scope, within, id);
  requireOther(scope, volunteer.personId);
  return writePartyBadge(scope, volunteer, asked);
}

/** What it takes to write it, whoever says it. What is said already is left as it was: who wrote it down first, and when. */
export async function writePartyBadge(
  scope: Scope,
  volunteer: Volunteer,
  { agreed, way }: z.infer<typeof PartyBadgeInput>,
): Promise<Volunteer> {
  const { id, partyBadge: before, partyMember, personId } = volunteer;
  if (agreed && !partyMember) throw new LinliError('invalid', 'notPartyMember', { field: 'agreed' });
  if (agreed === (before !== undefined)) return view(Volunteer, volunteer);
  const { tenantId, table, now, actor } = scope;
  const partyBadge = agreed ? { at: now, way, by: actor.name } : undefined;
  const patch = Volunteers.patch({ tenantId, id });
  await table.commit([
    write(partyBadge === undefined ? patch.remove(['partyBadge']) : patch.set({ partyBadge }), gone()),
    recordChange(scope, {
      ...{ action: agreed ? 'consent' : 'withdraw', noun: 'volunteer', id, about: personId },
      before: { partyBadge: before !== undefined },
      after: { partyBadge: agreed, way },
    }),
  ]);
  return view(Volunteer, { ...volunteer, partyBadge });
}

const gone = () => new LinliError('conflict', 'alreadyChanged');
