import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';
import { STOCK_MOVEMENTS } from './movement.ts';

/** Deliveries and counts of each item's stock, in the order of their days. */
export const StockMovements = new Entity({
  model: { service: 'timebank', entity: 'stockMovement', version: '1' },
  attributes: {
    ...recordAttributes,
    itemId: { type: 'string', required: true },
    kind: { type: STOCK_MOVEMENTS, required: true },
    on: { type: 'string', required: true },
    change: { type: 'number', required: true },
    counted: { type: 'number' },
    reason: { type: 'string', required: true },
    // Of a delivery: what was asked for under its key, so that the same again is told from something else.
    askedHash: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('stockMovement', ['id']),
    ofItem: tenantIndex('gsi1', 'stockMovement', ['on', 'id'], ['itemId']),
  },
});
