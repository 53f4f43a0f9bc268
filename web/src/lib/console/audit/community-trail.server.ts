import type { ConsoleEvent } from '../load-list.server.ts';
import type { Trail } from './audit-page.server.ts';

export function communityTrail({ params: { community }, locals }: ConsoleEvent): Trail {
  const { audit } = locals.api.communities[':community'];
  const param = { community };
  const base = `/console/${community}`;
  return {
    path: `${base}/audit`,
    base,
    records: (query) => audit.records.$get({ param, query }),
    words: () => audit.words.$get({ param }),
  };
}
