import { z } from 'zod';
import { requirePerson, type StoredPerson } from '../../courtyard/index.ts';
import { LinliError, parse, plainDateOf, requirePermission, type Scope } from '../../kernel/index.ts';
import { viewPage } from '../../table/index.ts';
import { Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import { VolunteerApplication } from './application.ts';
import { ApplicationInput, apply } from './application-operations.ts';
import { alreadyDecided, settle } from './decision-operations.ts';
import { VolunteerApplications } from './entities.ts';
import { isMinorOn } from './guardian.ts';
import { writePartyBadge } from './profile-operations.ts';
import { stateOf, VOLUNTEER_STATES } from './standing.ts';

const OWN_SHOWN = 5;

/** What a resident is told of their way to being a volunteer. */
export const OwnVolunteering = z.object({
  name: z.string(),
  /** The register does not say when they were born: an application must. */
  birthNeeded: z.boolean(),
  /** A guardian must come to the desk before they can be accepted. */
  minor: z.boolean(),
  /** The newest first, five at most. */
  applications: z.array(
    VolunteerApplication.pick({ id: true, state: true, appliedOn: true, decidedOn: true, reason: true }),
  ),
  volunteer: Volunteer.pick({ volunteerNo: true, partyMember: true })
    .extend({ state: z.enum(VOLUNTEER_STATES), badgeShown: z.boolean() })
    .optional(),
});
export type OwnVolunteering = z.infer<typeof OwnVolunteering>;

export async function getOwnVolunteering(scope: Scope): Promise<OwnVolunteering> {
  requirePermission(scope, 'timebank:own');
  const { tenantId, table, now } = scope;
  const person = await ownPerson(scope);
  const { id: personId, name, bornIn } = person;
  const applied = VolunteerApplications.query.ofPerson({ tenantId, personId });
  const [volunteer, applications] = await Promise.all([
    ownVolunteer(scope, person),
    table.page(VolunteerApplications, applied, { order: 'desc', limit: OWN_SHOWN }),
  ]);
  return {
    name,
    birthNeeded: bornIn === undefined,
    minor: bornIn !== undefined && isMinorOn(bornIn, plainDateOf(now)),
    applications: viewPage(VolunteerApplication, applications).items.map(
      ({ id, state, appliedOn, decidedOn, reason }) => ({ id, state, appliedOn, decidedOn, reason }),
    ),
    ...(volunteer === undefined
      ? {}
      : {
          volunteer: {
            volunteerNo: volunteer.volunteerNo,
            partyMember: volunteer.partyMember,
            state: stateOf(volunteer),
            badgeShown: volunteer.partyBadge !== undefined,
          },
        }),
  };
}

/** Applies for oneself. The same key again answers with the same application as it was entered. */
export async function applyForOneself(
  scope: Scope,
  { key, ...input }: z.input<typeof ApplicationInput> & { key: string },
): Promise<VolunteerApplication> {
  requirePermission(scope, 'timebank:own');
  const asked = parse(ApplicationInput, input);
  return apply(scope, await ownPerson(scope), { asked, key, way: 'online' });
}

/** Takes one's own application back, while it waits for review. One that is not there, or somebody else's, is a `conflict`. */
export async function withdrawOwnApplication(scope: Scope, id: string): Promise<VolunteerApplication> {
  requirePermission(scope, 'timebank:own');
  const { tenantId, table, actor } = scope;
  const operation = VolunteerApplications.get({ tenantId, id });
  const application = await table.get(VolunteerApplications, operation, { consistent: true });
  if (application === undefined || application.personId !== actor.personId) throw alreadyDecided();
  return settle(scope, application, { state: 'withdrawn' });
}

export const OwnBadgeInput = z.object({ agreed: z.boolean() });

/** Agrees to one's own party badge being shown, or no longer. */
export async function setOwnPartyBadge(
  scope: Scope,
  input: z.input<typeof OwnBadgeInput>,
): Promise<{ agreed: boolean }> {
  requirePermission(scope, 'timebank:own');
  const { agreed } = parse(OwnBadgeInput, input);
  const volunteer = await ownVolunteer(scope, await ownPerson(scope));
  if (volunteer === undefined && agreed)
    throw new LinliError('invalid', 'notPartyMember', { field: 'agreed' });
  if (volunteer !== undefined) await writePartyBadge(scope, volunteer, { agreed, way: 'online' });
  return { agreed };
}

/** Throws `forbidden` for an account that is linked to nobody of the register. */
async function ownPerson(scope: Scope): Promise<StoredPerson> {
  const { personId } = scope.actor;
  if (personId === undefined) throw new LinliError('forbidden', 'notAPerson');
  return requirePerson(scope, 'all', personId);
}

async function ownVolunteer(
  { table, tenantId }: Scope,
  { id, name }: StoredPerson,
): Promise<Volunteer | undefined> {
  const namesakes = await table.all(Volunteers, Volunteers.query.byName({ tenantId }).begins({ name }));
  const own = namesakes.find(({ personId }) => personId === id);
  return own && Volunteer.parse(own);
}
