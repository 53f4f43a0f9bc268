import type { Courtyards } from './courtyards.ts';
import { LinliError } from './errors.ts';
import { allows, PERMISSIONS, type Permission, ROLES, type Role } from './roles.ts';
import type { Actor, DistrictScope, Scope } from './scope.ts';

/**
 * A role given to somebody. `tenantId: '*'` is every community of the district, for roles that reach the district only;
 * `courtyardIds` are the courtyards of a role that reaches no further, and of no other.
 */
export type Grant = {
  role: Role;
  tenantId: string;
  courtyardIds?: readonly string[];
  /** Who the account's owner is among the persons of that community; the same in all of their roles there. */
  personId?: string;
};

/**
 * The courtyards in which somebody may do this, or undefined where in none. Closed by default: a role that reaches
 * courtyards and names none reaches nothing.
 */
export function courtyardsFor(
  actor: Actor,
  permission: Permission,
  tenantId: string,
): Courtyards | undefined {
  if (allows('visitor', permission)) return 'all';
  if (!withinToken(actor, permission, tenantId)) return undefined;
  const named = new Set<string>();
  for (const grant of actor.grants) {
    if (!covers(grant, tenantId) || !allows(grant.role, permission)) continue;
    if (ROLES[grant.role].reach !== 'courtyards') return 'all';
    for (const id of grant.courtyardIds ?? []) named.add(id);
  }
  return named.size === 0 ? undefined : [...named].sort();
}

function withinToken({ only }: Actor, permission: Permission, tenantId: string): boolean {
  if (only === undefined) return true;
  const reaches = only.tenantIds.includes('*') || only.tenantIds.includes(tenantId);
  return reaches && only.permissions.includes(permission);
}

// A role of one community counts in that one only, even if somebody stored it with `*`.
const covers = ({ role, tenantId }: Grant, where: string): boolean =>
  tenantId === '*' ? ROLES[role].reach === 'district' : tenantId === where;

/** Whether somebody may do this anywhere in the community, if only in one courtyard: what a route asks before its operation does. */
export const may = (actor: Actor, permission: Permission, tenantId: string): boolean =>
  courtyardsFor(actor, permission, tenantId) !== undefined;

/** The actor as a community knows them: with the person of its register that the account is linked to, if it is to one. */
export function actorIn(actor: Actor, tenantId: string): Actor {
  const linked = actor.grants.find((grant) => grant.tenantId === tenantId && grant.personId !== undefined);
  return linked?.personId === undefined ? actor : { ...actor, personId: linked.personId };
}

/** All that somebody may do in a community, and in which courtyards of it. */
export const reachOf = (
  actor: Actor,
  tenantId: string,
): { permission: Permission; courtyards: Courtyards }[] =>
  (Object.keys(PERMISSIONS) as Permission[]).flatMap((permission) => {
    const courtyards = courtyardsFor(actor, permission, tenantId);
    return courtyards === undefined ? [] : [{ permission, courtyards }];
  });

/** Whether somebody may see of a community only what everybody may: their roles there, if any, add nothing. */
export const seesOnlyWhatIsPublic = (actor: Actor, tenantId: string): boolean =>
  actor.grants.every(
    (grant) => !covers(grant, tenantId) || ROLES[grant.role].may.every((each) => allows('visitor', each)),
  );

/**
 * Declared on the route and asked again in the operation. Demands the whole community: whoever may do it in some
 * courtyards only is refused, so that an operation which does not look at courtyards cannot leak the others'.
 * `unauthenticated` for a visitor, `forbidden` otherwise.
 */
export function requirePermission(scope: Scope | DistrictScope, permission: Permission): void {
  if (requireCourtyards(scope, permission) !== 'all') throw new LinliError('forbidden', 'notAllowed');
}

/** The same for operations that do look: the courtyards to which they must keep. */
export function requireCourtyards(scope: Scope | DistrictScope, permission: Permission): Courtyards {
  const courtyards = courtyardsFor(scope.actor, permission, whereOf(scope));
  if (courtyards !== undefined) return courtyards;
  if (scope.actor.kind === 'visitor') throw new LinliError('unauthenticated', 'signInFirst');
  throw new LinliError('forbidden', 'notAllowed');
}

const whereOf = (scope: Scope | DistrictScope): string => ('tenantId' in scope ? scope.tenantId : '*');
