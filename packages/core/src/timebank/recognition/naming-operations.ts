import { z } from 'zod';
import { recordChange } from '../../audit/index.ts';
import {
  LinliError,
  notFound,
  parse,
  plainDateOf,
  requireCourtyards,
  requirePermission,
  requireWithin,
  type Scope,
} from '../../kernel/index.ts';
import { type Write, write } from '../../table/index.ts';
import { memberAccountId } from '../account.ts';
import { Accounts, Volunteers } from '../entities.ts';
import { ownVolunteer } from '../own.ts';
import { Volunteer } from '../volunteer.ts';
import { Honours, Notices } from './entities.ts';
import { Naming } from './naming.ts';
import { publicName } from './public-name.ts';

export const NamingInput = z.object({ agreed: z.boolean() });

/** Staff write down what a volunteer said at the desk. The same again changes nothing. */
export async function recordNaming(
  scope: Scope,
  volunteerId: string,
  input: z.input<typeof NamingInput>,
): Promise<Naming> {
  const within = requireCourtyards(scope, 'timebank:write');
  const { agreed } = parse(NamingInput, input);
  const { tenantId, table } = scope;
  const stored = await table.get(Volunteers, Volunteers.get({ tenantId, id: volunteerId }));
  if (stored === undefined) throw notFound('volunteer');
  requireWithin(within, stored.courtyardId, 'volunteer');
  return keepNaming(scope, Volunteer.parse(stored), { agreed, way: 'desk' });
}

/** A volunteer says on their own page whether they may be named. Throws `conflict` for a resident who is no volunteer. */
export async function sayOwnNaming(
  scope: Scope,
  person: { id: string; name: string },
  input: z.input<typeof NamingInput>,
): Promise<Naming> {
  requirePermission(scope, 'courtyard:own');
  const { agreed } = parse(NamingInput, input);
  const volunteer = await ownVolunteer(scope, person);
  if (volunteer === undefined) throw new LinliError('conflict', 'notAVolunteer');
  return keepNaming(scope, volunteer, { agreed, way: 'online' });
}

/**
 * One commit: what they said, and every public place where their name stands or no longer does. Refused as `conflict` when
 * a star was granted at the same moment.
 */
async function keepNaming(
  scope: Scope,
  volunteer: Volunteer,
  said: Pick<Naming, 'agreed' | 'way'>,
): Promise<Naming> {
  const { tenantId, table, now, actor } = scope;
  const id = memberAccountId(tenantId, volunteer.id);
  const account = await table.get(Accounts, Accounts.get({ tenantId, id }), { consistent: true });
  const before = account?.naming === undefined ? undefined : Naming.parse(account.naming);
  if (before?.agreed === said.agreed) return before;
  const naming: Naming = { ...said, at: now, by: actor.name };
  const star = account?.star;
  const kept = Accounts.upsert({ tenantId, id, ownerId: volunteer.id, ownerKind: 'member', naming })
    .add({ pointsBalance: 0, pointsHeld: 0, minutesServed: 0, lineCount: 0 })
    .where((stored, { eq, notExists }) =>
      star === undefined ? notExists(stored.star) : eq(stored.star, star),
    );
  const changed = new LinliError('conflict', 'alreadyChanged');
  const { agreed } = said;
  await table.commit([
    write(kept, changed),
    ...(await inPublicity(scope, volunteer, agreed, changed)),
    ...(star === undefined ? [] : [onTheWall(scope, volunteer, { agreed, star }, changed)]),
    recordChange(scope, {
      ...{ action: agreed ? 'consent' : 'withdraw', noun: 'naming', id: volunteer.id },
      ...{ about: volunteer.personId, after: { agreed, way: said.way } },
    }),
  ]);
  return naming;
}

function onTheWall(
  { tenantId }: Scope,
  { id, name }: Volunteer,
  { agreed, star }: { agreed: boolean; star: number },
  changed: LinliError,
): Write {
  return agreed
    ? write(Honours.upsert({ tenantId, id, name, level: star }), changed)
    : write(Honours.delete({ tenantId, id }), changed);
}

/** The notices of this volunteer that stand in public now. */
async function inPublicity(
  { tenantId, table, now }: Scope,
  { id, name }: Volunteer,
  agreed: boolean,
  changed: LinliError,
): Promise<Write[]> {
  const open = Notices.query.byEnd({ tenantId }).gte({ publicUntil: plainDateOf(now) });
  const own = (await table.all(Notices, open)).filter(({ volunteerId }) => volunteerId === id);
  return own.map(({ publicUntil, id: noticeId }) =>
    write(
      Notices.patch({ tenantId, publicUntil, id: noticeId }).set({ name: agreed ? name : publicName(name) }),
      changed,
    ),
  );
}
