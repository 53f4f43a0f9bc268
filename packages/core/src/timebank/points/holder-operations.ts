import { type Courtyards, notFound, requireWithin, type Scope } from '../../kernel/index.ts';
import { memberAccountId } from '../account.ts';
import { Card } from '../card.ts';
import { Cards, Volunteers } from '../entities.ts';
import { Volunteer } from '../volunteer.ts';
import { type Holder, isCard } from './holder.ts';

/**
 * The holders of these ids, in their order: one round trip for up to a hundred. Throws `not_found` for one that is not
 * there or out of reach. A card that belongs to no courtyard is out of reach for whoever reaches some courtyards only.
 */
export async function findHolders(
  { table, tenantId }: Scope,
  within: Courtyards,
  ids: readonly string[],
): Promise<Holder[]> {
  const found = await table.getMany(
    ids.map((id) =>
      isCard(id)
        ? { entity: Cards, operation: Cards.get({ tenantId, id }) }
        : { entity: Volunteers, operation: Volunteers.get({ tenantId, id }) },
    ),
  );
  return ids.map((id, i) => {
    const noun = isCard(id) ? 'card' : 'volunteer';
    const item = found[i];
    if (item === undefined) throw notFound(noun);
    const holder = isCard(id) ? ofCard(Card.parse(item)) : ofVolunteer(tenantId, Volunteer.parse(item));
    requireWithin(within, holder.courtyardId, noun);
    return holder;
  });
}

const ofCard = ({ id, accountId, cardType, holder, courtyardId, signatures }: Card): Holder => ({
  accountId,
  ownerId: id,
  ownerKind: cardType,
  name: holder,
  courtyardId,
  signatures,
});

const ofVolunteer = (tenantId: string, { id, name, courtyardId, personId }: Volunteer): Holder => ({
  accountId: memberAccountId(tenantId, id),
  ownerId: id,
  ownerKind: 'member',
  name,
  courtyardId,
  personId,
});
