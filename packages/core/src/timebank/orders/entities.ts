import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../../table/index.ts';
import { ORDER_STATES } from './order.ts';

export const Orders = new Entity({
  model: { service: 'timebank', entity: 'order', version: '1' },
  attributes: {
    ...recordAttributes,
    volunteerId: { type: 'string', required: true },
    name: { type: 'string', required: true },
    courtyardId: { type: 'string' },
    code: { type: 'string', required: true },
    goods: { type: 'any', required: true },
    points: { type: 'number', required: true },
    day: { type: 'string', required: true },
    collectBy: { type: 'string', required: true },
    orderedAt: { type: 'string', required: true },
    state: { type: ORDER_STATES, required: true },
    closedBy: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('order', ['id']),
    ofVolunteer: tenantIndex('gsi1', 'order', ['orderedAt', 'id'], ['volunteerId']),
  },
});

/** The orders that wait at the desk, by their code and by the day somebody comes for them: made and gone with being open. */
export const OpenOrders = new Entity({
  model: { service: 'timebank', entity: 'openOrder', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    /** The code: no two open orders have the same. */
    id: { type: 'string', required: true, readOnly: true },
    orderId: { type: 'string', required: true },
    day: { type: 'string', required: true },
    collectBy: { type: 'string', required: true },
  },
  indexes: {
    byCode: tenantKey('openOrder', ['id']),
    byDay: tenantIndex('gsi1', 'openOrder', ['day', 'id']),
  },
});

export const OrderTermsItems = new Entity({
  model: { service: 'timebank', entity: 'orderTerms', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    keptDays: { type: 'number', required: true },
  },
  indexes: { byId: tenantKey('orderTerms', ['id']) },
});
