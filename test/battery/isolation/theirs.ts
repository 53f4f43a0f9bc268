import type { Change } from '../world/snapshot.ts';
import type { Siege } from './siege.ts';

/** Whether an item is of the other community: in its partitions, or the control plane's about it or one of its people. */
export function isTheirs({ theirs, theirStaff }: Siege): (change: Change) => boolean {
  const staff = new Set(theirStaff.map(({ userId }) => userId));
  return ({ before, after }) => {
    const item = before ?? after ?? {};
    return (
      String(item['pk']).split('#').includes(theirs.tenantId) ||
      item['tenantId'] === theirs.tenantId ||
      (String(item['pk']).endsWith('#community') && item['sk'] === theirs.slug) ||
      staff.has(String(item['userId'] ?? item['id']))
    );
  };
}
