import type { Scope } from '@linli/core/kernel';
import {
  issuePoints,
  keepItemPicture,
  listCatalogueItems,
  listVolunteers,
  placeOwnOrder,
  type Volunteer,
} from '@linli/core/timebank';
import type { Marks } from './ledgers.ts';

/** One point of colour. */
export const A_PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** What the volunteer of each courtyard has ordered and not yet collected, of what has a picture. */
export async function addOrders(scope: Scope, { kept, shown }: Marks): Promise<void> {
  const [item] = (await listCatalogueItems(scope, { limit: 1 })).items;
  await keepItemPicture(scope, item?.id ?? '', { file: A_PICTURE, alt: `${shown}图` });
  const [first, second] = (await listVolunteers(scope, {})).items as [Volunteer, Volunteer];
  for (const { id, name, personId } of [first, second]) {
    await issuePoints(scope, { key: `${kept}-${id}`, to: id, points: 1000, reason: `${kept}赞助` });
    const grants = [{ role: 'volunteer' as const, tenantId: scope.tenantId, personId }];
    const actor = { kind: 'user' as const, id: 'usr_orders', name, grants, personId };
    await placeOwnOrder(
      { ...scope, actor },
      {
        ...{ key: `${kept}-order-${id}`, day: '2019-05-10', total: item?.points ?? 0 },
        items: [{ itemId: item?.id ?? '', quantity: 1 }],
      },
    );
  }
}
