import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../table/index.ts';

export const FundEntries = new Entity({
  model: { service: 'renewal', entity: 'fundEntry', version: '1' },
  attributes: {
    ...recordAttributes,
    courtyardId: { type: 'string', required: true },
    enteredOn: { type: 'string', required: true },
    position: { type: 'number', required: true, padding: { length: 6, char: '0' } },
    summary: { type: 'string', required: true },
    incomeFen: { type: 'number', required: true },
    spendingFen: { type: 'number', required: true },
    balanceFen: { type: 'number', required: true },
    handler: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('fundEntry', ['id']),
    ofCourtyard: tenantIndex('gsi1', 'fundEntry', ['enteredOn', 'position', 'id'], ['courtyardId']),
  },
});
