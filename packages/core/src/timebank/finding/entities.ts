import { Entity } from 'electrodb';
import { tenantKey } from '../../table/index.ts';

/** What volunteers are found by at the desk: written by the stream, so that an import pays for none of it. */
export const Finders = new Entity({
  model: { service: 'timebank', entity: 'finder', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
  },
  indexes: { byId: tenantKey('finder', ['id']) },
});

/**
 * How far the finders of a community have been filled that was there before them: up to and with the volunteer `after`, and
 * to the end where `doneAt` says so.
 */
export const FinderFills = new Entity({
  model: { service: 'timebank', entity: 'finderFill', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    after: { type: 'string' },
    doneAt: { type: 'string' },
  },
  indexes: { byId: tenantKey('finderFill', ['id']) },
});
