import type { Table } from '../table/table.ts';
import type { Instant } from './clock.ts';
import type { Grant } from './permission.ts';
import type { Permission } from './roles.ts';

/** Who is asking. A visitor has no account; the system acts in jobs; an operator holds the machine's own token. */
export type Actor = {
  kind: 'visitor' | 'user' | 'operator' | 'system';
  id: string;
  name: string;
  grants: readonly Grant[];
  /** Who they are among the persons of the community at hand, where the office has linked their account to one. */
  personId?: string;
  /** A token's limits: nothing beyond both these and the grants of its maker. */
  only?: { permissions: readonly Permission[]; tenantIds: readonly string[] };
};

/**
 * From where somebody acts: a page of the site, the API (the command line, an integration), a job that goes on after the
 * request, or a terminal of the machine itself. `address` is the connection's, never one that a header claims.
 */
export const WHENCE_CHANNELS = ['site', 'api', 'job', 'machine'] as const;
export type Whence = { channel: (typeof WHENCE_CHANNELS)[number]; address?: string };

/** Who asks, when, from where, and in which request: what every audit record says. */
export type Asking = { actor: Actor; now: Instant; requestId: string; from: Whence };

/** Explicit and first in every operation, so that tenancy shows in every signature. */
export type Scope = Asking & { tenantId: string; table: Table };

/** The control plane: the district office's own items, never a community's. */
export type DistrictScope = Asking & { districtId: string; table: Table };

/** Where jobs and the stream act. */
export const IN_JOB: Whence = { channel: 'job' };

export const VISITOR: Actor = { kind: 'visitor', id: 'visitor', name: '访客', grants: [] };
export const SYSTEM: Actor = {
  kind: 'system',
  id: 'system',
  name: '系统',
  grants: [{ role: 'system', tenantId: '*' }],
};
