import type { RequestEvent } from '@sveltejs/kit';
import type { Trail } from './audit-page.server.ts';

export function districtTrail({ locals }: RequestEvent): Trail {
  const { audit } = locals.api.district;
  return {
    path: '/district/audit',
    base: '/district',
    records: (query) => audit.records.$get({ query }),
    words: () => audit.words.$get(),
  };
}
