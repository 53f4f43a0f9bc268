/**
 * What every record of a community carries. `origin` is there when the record came out of a workbook: which import,
 * which source and row, and a hash of what the row said, so that the same row again changes nothing.
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
} as const;

/** Where a record came from. `hash` covers the content, so two equal hashes mean nothing changed. */
export type Origin = { importId: string; source: string; row: number; hash: string };
