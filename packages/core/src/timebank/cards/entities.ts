import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';

export const CardHolders = new Entity({
  model: { service: 'timebank', entity: 'cardHolder', version: '1' },
  attributes: {
    ...recordAttributes,
    cardId: { type: 'string', required: true },
    personId: { type: 'string', required: true },
    name: { type: 'string', required: true },
    named: { type: 'any', required: true },
    removed: { type: 'any' },
  },
  indexes: {
    byId: tenantKey('cardHolder', ['id']),
    ofPerson: tenantIndex('gsi1', 'cardHolder', ['cardId'], ['personId']),
  },
});
