import { Entity } from 'electrodb';
import { tenantKey } from '../table/index.ts';
import { CONSENT_VERSIONS, CONSENT_WAYS } from './consent.ts';

/** By person: a person has a handful. Ids sort by time. */
export const Consents = new Entity({
  model: { service: 'personal', entity: 'consent', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    personId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    version: { type: CONSENT_VERSIONS, required: true, readOnly: true },
    way: { type: CONSENT_WAYS, required: true, readOnly: true },
    givenAt: { type: 'string', required: true, readOnly: true },
    recordedBy: { type: 'string', required: true, readOnly: true },
    recordedByName: { type: 'string', required: true, readOnly: true },
    withdrawnAt: { type: 'string' },
    withdrawnWay: { type: CONSENT_WAYS },
  },
  indexes: { byPerson: tenantKey('consent', ['id'], ['personId']) },
});
