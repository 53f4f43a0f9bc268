import type { Table } from '../table/table.ts';
import type { Instant } from './clock.ts';
import type { Grant } from './permission.ts';

/** Who is asking. A visitor has no account; the system acts in jobs; an operator holds the machine's own token. */
export type Actor = {
  kind: 'visitor' | 'user' | 'operator' | 'system';
  id: string;
  name: string;
  grants: readonly Grant[];
};

type Asking = { actor: Actor; now: Instant; requestId: string };

/** Explicit and first in every operation, so that tenancy shows in every signature. */
export type Scope = Asking & { tenantId: string; table: Table };

/** The control plane: the district office's own items, never a community's. */
export type DistrictScope = Asking & { districtId: string; table: Table };

export const VISITOR: Actor = { kind: 'visitor', id: 'visitor', name: '访客', grants: [] };
export const SYSTEM: Actor = {
  kind: 'system',
  id: 'system',
  name: '系统',
  grants: [{ role: 'system', tenantId: '*' }],
};
