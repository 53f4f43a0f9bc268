import type { Scope, Whence } from '../kernel/scope.ts';

/**
 * What every record of a community carries. `origin` is there when the record came out of a workbook: which import,
 * which source and row, and a hash of what the row said, so that the same row again changes nothing; `made` when somebody
 * entered it by hand. `touchedBy` is the import, or the audit record, that last changed it along with others.
 */
export const recordAttributes = {
  tenantId: { type: 'string', required: true, readOnly: true },
  id: { type: 'string', required: true, readOnly: true },
  origin: {
    type: 'map',
    properties: {
      importId: { type: 'string', required: true },
      source: { type: 'string', required: true },
      row: { type: 'number', required: true },
      hash: { type: 'string', required: true },
    },
  },
  createdAt: { type: 'string', required: true, readOnly: true },
  createdBy: { type: 'string', required: true, readOnly: true },
  // Rewritten only when the person for whom it was made is erased.
  made: { type: 'any' },
  touchedBy: { type: 'string' },
} as const;

/** Where a record came from. `hash` covers the content, so two equal hashes mean nothing changed. */
export type Origin = { importId: string; source: string; row: number; hash: string };

/** How a record that was entered by hand came about, beside when and by whom: by whom in their name of then, from where, in which request, and for whom. */
export type Made = Whence & { requestId: string; byName: string; onBehalfOf?: string };

/**
 * The provenance of a record that somebody enters by hand. It says all that an audit record would, so such a record is
 * its own and needs no other beside it.
 */
export function provenance({ tenantId, now, actor, requestId, from }: Scope, onBehalfOf?: string) {
  const made: Made = {
    ...from,
    requestId,
    byName: actor.name,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  };
  return { tenantId, createdAt: now, createdBy: actor.id, made };
}
