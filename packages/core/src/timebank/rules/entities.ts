import { Entity } from 'electrodb';
import { tenantKey } from '../../table/index.ts';

/**
 * How many points an account has earned or given in a day or a year: kept only where a rule limits it, in the commits
 * that count towards it.
 */
export const Quotas = new Entity({
  model: { service: 'timebank', entity: 'quota', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    points: { type: 'number', required: true },
  },
  indexes: { byId: tenantKey('quota', ['id']) },
});

/** That every account was gone through for an expiry, or for the notice of one. */
export const ExpiryRuns = new Entity({
  model: { service: 'timebank', entity: 'expiryRun', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    doneAt: { type: 'string', required: true },
  },
  indexes: { byId: tenantKey('expiryRun', ['id']) },
});
