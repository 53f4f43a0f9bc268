import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../table/index.ts';

export const Units = new Entity({
  model: { service: 'partners', entity: 'unit', version: '1' },
  attributes: {
    ...recordAttributes,
    position: { type: 'number', required: true, padding: { length: 6, char: '0' } },
    name: { type: 'string', required: true },
    partyOrganisation: { type: 'string' },
    contact: { type: 'string' },
    phone: { type: 'string' },
    resource: { type: 'string' },
    need: { type: 'string' },
    project: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('unit', ['id']),
    inOrder: tenantIndex('gsi1', 'unit', ['position', 'id']),
  },
});
