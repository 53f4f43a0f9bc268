import { Entity } from 'electrodb';
import { tenantIndex, tenantKey } from '../table/index.ts';
import { IMPORT_JOBS, IMPORT_STATES } from './import.ts';

export const Imports = new Entity({
  model: { service: 'importing', entity: 'import', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    state: { type: IMPORT_STATES, required: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    createdBy: { type: 'string', required: true, readOnly: true },
    files: { type: 'any', required: true },
    progress: { type: 'any', required: true },
    failure: { type: 'any' },
    // The work wanted next. A higher number on the stream is what wakes the jobs process.
    job: { type: IMPORT_JOBS },
    jobNo: { type: 'number', required: true },
    // The slug of the community whose onboarding waits for this import.
    onboards: { type: 'string' },
  },
  // Ids are made from keys and do not sort by time.
  indexes: {
    byId: tenantKey('import', ['id']),
    byTime: tenantIndex('gsi1', 'import', ['createdAt', 'id']),
  },
});

/** Apart from their import, so that a step of progress does not rewrite every column of every sheet. */
export const ImportSheets = new Entity({
  model: { service: 'importing', entity: 'importSheet', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    importId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    sheet: { type: 'any', required: true },
  },
  indexes: { byId: tenantKey('importSheet', ['id'], ['importId']) },
});

/** A file that was announced and may be on its way. Once it is taken in, `fileId` is the import's file it became. */
export const ImportUploads = new Entity({
  model: { service: 'importing', entity: 'importUpload', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    importId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true, readOnly: true },
    bytes: { type: 'number', required: true, readOnly: true },
    fileId: { type: 'string' },
    // Seconds since the epoch, for the table's time to live.
    expiresAt: { type: 'number', required: true, readOnly: true },
  },
  indexes: { byId: tenantKey('importUpload', ['id'], ['importId']) },
});

/** What a community has said about its own ledgers, by the words of their header row: said once, used ever after. */
export const RememberedMappings = new Entity({
  model: { service: 'importing', entity: 'rememberedMapping', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    headerHash: { type: 'string', required: true, readOnly: true },
    mapping: { type: 'any', required: true },
    updatedAt: { type: 'string', required: true },
    updatedBy: { type: 'string', required: true },
  },
  indexes: { byHeader: tenantKey('rememberedMapping', ['headerHash']) },
});

/**
 * One import at a time writes to a community. The turn belongs to the import until it is done or undone, so that a
 * half-done one is resumed before another begins; within it, a worker that died loses its place when `until` passes.
 */
export const ImportTurns = new Entity({
  model: { service: 'importing', entity: 'importTurn', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true, readOnly: true },
    importId: { type: 'string', required: true },
    worker: { type: 'string', required: true },
    until: { type: 'string', required: true },
  },
  indexes: { byName: tenantKey('importTurn', ['name']) },
});
