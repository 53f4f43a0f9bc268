import { type Permission, ROLES, type Role } from '@linli/core/kernel';
import type { Route } from '../world/routes.ts';

/**
 * Where somebody with a role asks from: in their own community, in a courtyard of it that is not theirs, in a community
 * that is not theirs, without a session, and with one that was ended a second ago.
 */
export const SITUATIONS = ['own', 'otherCourtyard', 'otherCommunity', 'signedOut', 'revoked'] as const;
export type Situation = (typeof SITUATIONS)[number];

/** `within`: allowed, and nothing of another courtyard may show; what is asked for by its id there is not found. */
export type Expected = 'allowed' | 'within' | 'unauthenticated' | 'forbidden';

/** A route that says which permission it asks for. */
export type Declared = Route & { permission: Permission };

/**
 * What the table of roles says of a request, by what the route declares and nothing else. It is written out here, and
 * not asked of the code that answers the request.
 */
export function expectedOf(
  { permission, within, template }: Declared,
  role: Role,
  situation: Situation,
): Expected {
  if (holds('visitor', permission)) return 'allowed';
  if (situation === 'signedOut' || situation === 'revoked') return 'unauthenticated';
  if (!holds(role, permission)) return 'forbidden';
  const { reach } = ROLES[role];
  if (reach === 'district') return 'allowed';
  if (template.startsWith('/api/v1/district') || situation === 'otherCommunity') return 'forbidden';
  if (reach !== 'courtyards') return 'allowed';
  return within === 'courtyards' ? 'within' : 'forbidden';
}

const holds = (role: Role, permission: Permission) =>
  (ROLES[role].may as readonly Permission[]).includes(permission);
