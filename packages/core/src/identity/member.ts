import { z } from 'zod';
import {
  type Actor,
  courtyardsFor,
  GIVEN_ROLES,
  type Grant,
  internal,
  LinliError,
  personal,
  ROLES,
  type Role,
} from '../kernel/index.ts';

/** A role somebody has in a community, and its courtyards where it reaches no further. */
export const HeldRole = z.object({
  role: internal(z.enum(GIVEN_ROLES as [Role, ...Role[]])),
  courtyardIds: internal(z.array(z.string().max(60)).min(1).max(50).optional()),
});
export type HeldRole = z.infer<typeof HeldRole>;

/** Somebody who works in a community, or for the district office. */
export const Member = z.object({
  userId: internal(z.string()),
  username: personal(z.string()),
  name: personal(z.string()),
  roles: internal(z.array(HeldRole)),
  since: internal(z.string()),
  /** Signs in nowhere until an administrator enables the account again. */
  disabled: internal(z.boolean().optional()),
  /** Who they are among the persons of the community, where the office has linked their account to one. */
  personId: personal(z.string().optional()),
});
export type Member = z.infer<typeof Member>;

/** One of them. */
export const MemberDetail = Member.extend({
  /** They work elsewhere too: whoever asks cannot disable the account or reset how it signs in, the district office can. */
  worksElsewhere: internal(z.boolean()),
});
export type MemberDetail = z.infer<typeof MemberDetail>;

/** The part of a user's grants that belongs to one community; `*` is the district. */
export const grantsIn = (grants: readonly Grant[], tenantId: string): Grant[] =>
  grants.filter((grant) => grant.tenantId === tenantId);

/**
 * In whose trail it stands what somebody does to their own account: in that of the community that is all they have a role
 * in, which is how its administrators see it; in the district office's otherwise.
 */
export function trailOf(grants: readonly Grant[]): string {
  const [first, ...others] = new Set(grants.map(({ tenantId }) => tenantId));
  return first === undefined || others.length > 0 ? '*' : first;
}

export const heldRole = ({ role, courtyardIds }: Grant): HeldRole => ({
  role,
  ...(courtyardIds === undefined ? {} : { courtyardIds: [...courtyardIds] }),
});

/**
 * The grant that a role makes in a community. Throws `forbidden` unless the giver manages people there, and `invalid` for
 * a role that belongs elsewhere, and for one that names no courtyards or unknown ones, or names some and takes none.
 * `tenantId: '*'` is the district.
 */
export function grantOf(
  giver: Actor,
  tenantId: string,
  { role, courtyardIds = [] }: HeldRole,
  known: readonly string[],
): Grant {
  if (courtyardsFor(giver, 'identity:write', tenantId) !== 'all')
    throw new LinliError('forbidden', 'notAllowed');
  const { reach } = ROLES[role];
  if ((reach === 'district') !== (tenantId === '*'))
    throw new LinliError('invalid', 'roleOfElsewhere', { field: 'role' });
  if (reach !== 'courtyards') {
    if (courtyardIds.length > 0)
      throw new LinliError('invalid', 'courtyardsNotTaken', { field: 'courtyardIds' });
    return { role, tenantId };
  }
  const courtyards = [...new Set(courtyardIds)].sort();
  if (courtyards.length === 0)
    throw new LinliError('invalid', 'courtyardsRequired', { field: 'courtyardIds' });
  if (courtyards.some((id) => !known.includes(id)))
    throw new LinliError('invalid', 'courtyardUnknown', { field: 'courtyardIds' });
  return { role, tenantId, courtyardIds: courtyards };
}

/** The person that a community has linked somebody's account to. */
export const personLinked = (grants: readonly Grant[], tenantId: string): string | undefined =>
  grantsIn(grants, tenantId).find(({ personId }) => personId !== undefined)?.personId;

/** Nobody raises, lowers or removes themselves: another does it, so that a mistake can be undone. */
export function notOneself(actor: Actor, userId: string): void {
  if (actor.id === userId) throw new LinliError('forbidden', 'notOneself');
}

/** Whether two lists of grants let somebody do the same; their order says nothing. */
export const sameGrants = (a: readonly Grant[], b: readonly Grant[]): boolean => textOf(a) === textOf(b);

const textOf = (grants: readonly Grant[]) =>
  grants
    .map(({ role, tenantId, courtyardIds = [], personId }) =>
      JSON.stringify([tenantId, role, [...courtyardIds].sort(), personId]),
    )
    .sort()
    .join('\n');
