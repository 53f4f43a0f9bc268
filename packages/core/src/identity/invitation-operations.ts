import type { EntityItem } from 'electrodb';
import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import {
  type DistrictScope,
  type Grant,
  type Instant,
  idFrom,
  LinliError,
  notFound,
  type Page,
  type PageRequest,
  parse,
  type Role,
  requirePermission,
} from '../kernel/index.ts';
import { contentHash, type Write, write } from '../table/index.ts';
import { InvitationIds, Invitations } from './entities.ts';
import {
  INVITATION_DAYS,
  INVITATION_KEPT_DAYS,
  Invitation,
  invitationCodeHash,
  stateOn,
} from './invitation.ts';
import { grantOf, HeldRole, personLinked } from './member.ts';
import { changeGrants } from './member-operations.ts';
import type { PeopleScope } from './own-member.ts';
import type { Keeper } from './record.ts';
import { newSpokenCode } from './spoken-code.ts';

type InvitationItem = EntityItem<typeof Invitations>;

const DAY_MS = 24 * 60 * 60_000;

export const InvitationInput = HeldRole.extend({
  name: z.string().trim().min(1).max(60),
  /** Whole days until it runs out. */
  days: z.number().int().min(1).max(30).default(INVITATION_DAYS),
});

/** An invitation as it was made: with its code, which is never to be seen again. */
export const NewInvitation = Invitation.extend({ code: z.string().optional() });
export type NewInvitation = z.infer<typeof NewInvitation>;

/**
 * Offers somebody a role. The same key again answers with the invitation, without its code: the code is kept by nobody.
 * `known` are the community's courtyards, names by ids; `others` is committed with it (the message that carries the code).
 */
export async function inviteMember(
  scope: PeopleScope,
  input: z.input<typeof InvitationInput> & { key: string },
  known: ReadonlyMap<string, string>,
  others: (invitation: NewInvitation) => readonly Write[] = () => [],
): Promise<NewInvitation> {
  requirePermission(scope, 'identity:write');
  const { days, ...wanted } = parse(InvitationInput, input);
  const { role, courtyardIds } = grantOf(scope.actor, scope.tenantId, wanted, [...known.keys()]);
  const { districtId, tenantId, now } = scope;
  const id = idFrom('invitation', districtId, tenantId, input.key);
  const code = newSpokenCode();
  const codeHash = invitationCodeHash(code);
  const until = new Date(Date.parse(now) + days * DAY_MS).toISOString();
  const expiresAt = Math.ceil((Date.parse(until) + INVITATION_KEPT_DAYS * DAY_MS) / 1000);
  const item = {
    ...{ districtId, tenantId, id, codeHash, role, name: wanted.name, until, expiresAt },
    ...(courtyardIds === undefined
      ? {}
      : {
          courtyardIds: [...courtyardIds],
          // Whoever opens the offer is signed in nowhere and reads no community's table.
          courtyardNames: courtyardIds.map((one) => known.get(one) ?? ''),
        }),
    state: 'open' as const,
    createdAt: now,
    createdBy: scope.actor.id,
    createdByName: scope.actor.name,
    asked: contentHash({ ...wanted, days }),
  };
  const made = { ...invitationOf(item, now), code };
  const taken = new LinliError('conflict', 'keyReused', { field: 'Idempotency-Key' });
  try {
    await scope.table.commit([
      write(InvitationIds.create({ districtId, tenantId, id, codeHash, expiresAt }), taken),
      write(Invitations.create(item), new LinliError('unavailable', 'tooBusy')),
      recordChange(scope, { action: 'invite', noun: 'invitation', id, after: { ...wanted, until } }),
      ...others(made),
    ]);
    return made;
  } catch (error) {
    if (error !== taken) throw error;
    const existing = await findById(scope, id);
    if (existing === undefined || existing.asked !== item.asked) throw taken;
    return invitationOf(existing, now);
  }
}

/** The newest last; those that ended stay for a quarter of a year. */
export async function listInvitations(scope: PeopleScope, request: PageRequest): Promise<Page<Invitation>> {
  requirePermission(scope, 'identity:read');
  const { districtId, tenantId } = scope;
  const query = Invitations.query.ofCommunity({ districtId, tenantId });
  const page = await scope.table.page(Invitations, query, request);
  return { ...page, items: page.items.map((item) => invitationOf(item, scope.now)) };
}

/** Only an open invitation can be withdrawn; withdrawing it again changes nothing. Throws `conflict` when it was accepted. */
export async function withdrawInvitation(scope: PeopleScope, id: string): Promise<Invitation> {
  requirePermission(scope, 'identity:write');
  const found = await findById(scope, id);
  if (found === undefined) throw notFound('invitation');
  if (found.state !== 'withdrawn')
    await scope.table.commit([
      write(
        Invitations.patch({ districtId: scope.districtId, codeHash: found.codeHash })
          .set({ state: 'withdrawn' })
          .where(({ state }, { eq }) => eq(state, 'open')),
        new LinliError('conflict', 'invitationAccepted'),
      ),
      recordChange(scope, {
        ...{ action: 'withdraw', noun: 'invitation', id },
        before: { name: found.name, role: found.role },
        after: {},
      }),
    ]);
  return invitationOf({ ...found, state: 'withdrawn' }, scope.now);
}

/**
 * What a code offers, before anybody takes it, or to the very user who took it already. A wrong, used, withdrawn or
 * run-out code all look the same: `not_found`.
 */
export async function findInvitation(
  keeper: Keeper,
  code: string,
  now: Instant,
  userId?: string,
): Promise<Invitation & { tenantId: string; courtyardNames: string[] }> {
  const item = await findByCode(keeper, code);
  if (item === undefined) throw invitationInvalid();
  const theirs = userId !== undefined && item.acceptedBy === userId;
  if (!theirs && stateOn(item.state, item.until, now) !== 'open') throw invitationInvalid();
  const courtyardNames = (item.courtyardNames ?? []) as string[];
  return { ...invitationOf(item, now), tenantId: item.tenantId, courtyardNames };
}

/**
 * Takes an offer: the user has the role from now on, once, however often this is sent. Their sessions are closed, so
 * that they sign in with the new role. Answers where they have it and which. Throws `not_found` when the offer is no longer
 * open.
 */
export async function acceptInvitation(
  scope: DistrictScope,
  { code, userId }: { code: string; userId: string },
): Promise<{ tenantId: string; role: Role }> {
  const { now } = scope;
  const item = await findByCode(scope, code);
  if (item === undefined) throw invitationInvalid();
  const taken = { tenantId: item.tenantId, role: item.role as Role };
  if (item.state === 'accepted' && item.acceptedBy === userId) return taken;
  // Whoever may invite could otherwise give themselves a role by way of an invitation.
  if (item.createdBy === userId) throw new LinliError('forbidden', 'notOneself');
  const accepted = Invitations.patch({ districtId: scope.districtId, codeHash: item.codeHash })
    .set({ state: 'accepted', acceptedBy: userId })
    .where(({ state, until }, { eq, gt }) => `${eq(state, 'open')} AND ${gt(until, now)}`);
  const grant = {
    role: item.role,
    tenantId: item.tenantId,
    ...(item.courtyardIds === undefined ? {} : { courtyardIds: item.courtyardIds }),
  } as Grant;
  const { tenantId, id } = item;
  const withGrant = (before: readonly Grant[]) => {
    // Who they are in the community's register stays, whatever they come to do there.
    const personId = personLinked(before, tenantId);
    const linked = personId === undefined ? grant : { ...grant, personId };
    return [...before.filter((one) => !sameRole(one, grant)), linked];
  };
  await changeGrants(scope, userId, withGrant, [
    write(accepted, invitationInvalid()),
    recordChange(
      { ...scope, tenantId },
      {
        action: 'accept',
        noun: 'invitation',
        id,
        about: userId,
        after: { name: item.name, role: item.role, courtyardIds: item.courtyardIds },
      },
    ),
  ]);
  return taken;
}

// Offered again with other courtyards, the later offer stands.
const sameRole = (a: Grant, b: Grant) => a.role === b.role && a.tenantId === b.tenantId;

const invitationInvalid = () => new LinliError('not_found', 'invitationInvalid', { field: 'code' });

const findByCode = ({ districtId, table }: Keeper, code: string) =>
  table.get(Invitations, Invitations.get({ districtId, codeHash: invitationCodeHash(code) }), {
    consistent: true,
  });

async function findById(
  { districtId, tenantId, table }: PeopleScope,
  id: string,
): Promise<InvitationItem | undefined> {
  const known = await table.get(InvitationIds, InvitationIds.get({ districtId, tenantId, id }), {
    consistent: true,
  });
  if (known === undefined) return undefined;
  const { codeHash } = known;
  return table.get(Invitations, Invitations.get({ districtId, codeHash }), { consistent: true });
}

const invitationOf = (item: Omit<InvitationItem, 'acceptedBy'>, now: Instant): Invitation =>
  Invitation.parse({ ...item, state: stateOn(item.state, item.until, now) });
