import { LinliError } from './errors.ts';
import type { Actor, DistrictScope, Scope } from './scope.ts';

/** `tenantId: '*'` is every community of the district. */
export type Grant = { role: Role; tenantId: string };

export type Permission =
  | 'public:read'
  | 'district:read'
  | 'district:write'
  | `${ConsoleDomain}:read`
  | `${ConsoleDomain}:write`;

export type ConsoleDomain =
  | 'tenancy'
  | 'courtyard'
  | 'governance'
  | 'renewal'
  | 'timebank'
  | 'learning'
  | 'incubation'
  | 'partners'
  | 'importing'
  | 'reporting';

const EVERY_DOMAIN: readonly ConsoleDomain[] = [
  'tenancy',
  'courtyard',
  'governance',
  'renewal',
  'timebank',
  'learning',
  'incubation',
  'partners',
  'importing',
  'reporting',
];

const console_ = EVERY_DOMAIN.flatMap((domain) => [`${domain}:read`, `${domain}:write`] as const);

/** The one table of who may do what. The district administrator may do all a community administrator may, everywhere. */
const ROLES = {
  communityAdministrator: ['public:read', ...console_],
  districtAdministrator: ['public:read', 'district:read', 'district:write', ...console_],
  system: ['public:read', 'district:read', 'district:write', ...console_],
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof ROLES;

const VISITOR_PERMISSIONS: readonly Permission[] = ['public:read'];

export function may(actor: Actor, permission: Permission, tenantId: string): boolean {
  if (VISITOR_PERMISSIONS.includes(permission)) return true;
  return actor.grants.some(
    (grant) =>
      (grant.tenantId === '*' || grant.tenantId === tenantId) &&
      (ROLES[grant.role] as readonly Permission[]).includes(permission),
  );
}

/** Declared on the route and asked again in the operation. `unauthenticated` for a visitor, `forbidden` otherwise. */
export function requirePermission(scope: Scope | DistrictScope, permission: Permission): void {
  const where = 'tenantId' in scope ? scope.tenantId : '*';
  if (may(scope.actor, permission, where)) return;
  if (scope.actor.kind === 'visitor') throw new LinliError('unauthenticated', 'signInFirst');
  throw new LinliError('forbidden', 'notAllowed');
}
