import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';

export const SponsorPromises = new Entity({
  model: { service: 'timebank', entity: 'sponsorPromise', version: '1' },
  attributes: {
    ...recordAttributes,
    sponsor: { type: 'string', required: true },
    itemId: { type: 'string', required: true },
    item: { type: 'string', required: true },
    quantity: { type: 'number', required: true },
    points: { type: 'number', required: true },
    by: { type: 'string', required: true },
    note: { type: 'string' },
    delivered: { type: 'number', required: true },
    withdrawn: { type: 'any' },
    // What was asked for under this id, so that the same again is told from something else.
    askedHash: { type: 'string', required: true },
  },
  indexes: {
    byId: tenantKey('sponsorPromise', ['id']),
    byDay: tenantIndex('gsi1', 'sponsorPromise', ['by', 'id']),
  },
});
