import { Entity } from 'electrodb';
import { recordAttributes, tenantIndex, tenantKey } from '../table/index.ts';
import { ORGANISATION_KINDS, RATINGS, STAGES } from './organisation.ts';

export const Organisations = new Entity({
  model: { service: 'incubation', entity: 'organisation', version: '1' },
  attributes: {
    ...recordAttributes,
    name: { type: 'string', required: true },
    position: { type: 'number', required: true, padding: { length: 6, char: '0' } },
    kind: { type: ORGANISATION_KINDS, required: true },
    foundedOn: { type: 'string' },
    leader: { type: 'string' },
    members: { type: 'number' },
    stage: { type: STAGES },
    registration: { type: 'string' },
    rating: { type: RATINGS },
    activities: { type: 'string' },
  },
  indexes: {
    byId: tenantKey('organisation', ['id']),
    inOrder: tenantIndex('gsi1', 'organisation', ['position', 'id']),
  },
});
