import type { Battery, Found, Size } from '../battery.ts';
import { walkApi } from './api-walk.ts';
import { PLANTED } from './planted.ts';
import { walkSite } from './site-walk.ts';

/**
 * Phone and ID numbers in every ledger, and in remarks; every route as every role, every page and every CSV file, what is
 * refused, and every log line: none shows one, but to whoever asked for it with a reason. No title names a person, and the
 * table holds no ID number.
 */
export const personal: Battery = { name: 'personal', run, planted: PLANTED };

async function run({ long, first }: Size): Promise<Found> {
  const api = await walkApi(long);
  if (first && api.failures.length > 0) return api;
  const site = await walkSite(long ? 50 : 1);
  return {
    tried: api.tried + site.tried,
    failures: [...api.failures, ...site.failures],
    counts: { ...api.counts, ...site.counts },
  };
}
