import { Entity } from 'electrodb';
import { districtKey } from '../table/index.ts';

/** By slug in the control plane: the one read that turns an address into a tenant. */
export const Communities = new Entity({
  model: { service: 'tenancy', entity: 'community', version: '1' },
  attributes: {
    districtId: { type: 'string', required: true, readOnly: true },
    slug: { type: 'string', required: true, readOnly: true },
    tenantId: { type: 'string', required: true, readOnly: true },
    name: { type: 'string', required: true },
    address: { type: 'string' },
    contact: { type: 'string' },
    modules: { type: 'any', required: true },
    signInWays: { type: 'any' },
    language: { type: ['zh-CN', 'en'] as const, required: true },
    state: { type: ['draft', 'provisioning', 'failed', 'live'] as const, required: true },
    steps: { type: 'any', required: true },
    importId: { type: 'string' },
    createdAt: { type: 'string', required: true, readOnly: true },
    createdBy: { type: 'string', required: true, readOnly: true },
    // The Idempotency-Key of the request that made it, and what it asked for.
    key: { type: 'string', required: true },
    asked: { type: 'string', required: true },
  },
  indexes: { bySlug: districtKey('community', ['slug']) },
});
