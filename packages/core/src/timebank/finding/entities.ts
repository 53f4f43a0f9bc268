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
