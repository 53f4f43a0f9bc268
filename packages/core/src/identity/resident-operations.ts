import { z } from 'zod';
import { recordChange } from '../audit/index.ts';
import { type DistrictScope, type Grant, idFrom, LinliError, requirePermission } from '../kernel/index.ts';
import { write } from '../table/index.ts';
import { Users } from './entities.ts';
import { isCardNumber, newCardNumber, newPin } from './pin.ts';
import { closing, openSessionsOf, readUser, rewriteUser } from './rewrite-user.ts';
import { tokenHashOf } from './session.ts';
import { slowHash } from './slow-hash.ts';
import { holderOf, takeName } from './unique-name.ts';

/** What stands on a resident's passbook for signing in. The PIN is shown this once. */
export const ResidentCard = z.object({ cardNumber: z.string(), pin: z.string() });
export type ResidentCard = z.infer<typeof ResidentCard>;

/** `asked`: the hash of the form that the PIN was set with. Without a PIN nobody signs in with the card. */
type StoredCard = { number: string; pinHash?: string; asked?: string };

export const cardName = (number: string) => ({ kind: 'user.card', name: number });

/** The account of a person of a community: the same for the same person, however often it is asked for. */
export const residentUserId = (districtId: string, tenantId: string, personId: string): string =>
  idFrom('user', districtId, 'resident', tenantId, personId);

/**
 * Gives a person a card number and a new PIN, at the desk; asked again, the number stays and the old PIN is dead, with
 * whoever signed in with it. The account is theirs alone: it reaches what is about them. The caller has seen that there is
 * such a person. The same form (`key`) sent again throws `conflict` and changes nothing: the PIN that was shown, and by now
 * stands on a passbook, stays good.
 */
export async function setResidentPin(
  scope: DistrictScope & { tenantId: string },
  person: { id: string; name: string },
  key: string,
): Promise<ResidentCard> {
  requirePermission(scope, 'courtyard:write');
  const { districtId, tenantId } = scope;
  const userId = residentUserId(districtId, tenantId, person.id);
  const asked = tokenHashOf(`pin ${key}`);
  const pin = newPin();
  const hash = await slowHash(pin);
  const known = await readUser(scope, userId);
  const audited = (after: StoredCard) =>
    recordChange(scope, {
      action: 'setSecret',
      noun: 'person',
      id: person.id,
      onBehalfOf: person.id,
      after: { cardNumber: after.number },
    });
  if (known !== undefined) {
    const { number } = known.card as StoredCard;
    const card = { number, pinHash: hash, asked };
    await rewriteUser(scope, userId, (user) => {
      if ((user.card as StoredCard).asked === asked) throw new LinliError('conflict', 'pinShown');
      return {
        set: { card, openSessions: [] },
        others: [...openSessionsOf(user).map((open) => closing(scope, open)), audited(card)],
      };
    });
    return { cardNumber: number, pin };
  }
  const card = { number: newCardNumber(), pinHash: hash, asked };
  const grants: Grant[] = [{ role: 'resident', tenantId, personId: person.id }];
  const create = Users.create({
    ...{ districtId, id: userId, grants, card, openSessions: [], revision: 1 },
    fields: { name: person.name, username: '', email: `${userId}@resident.invalid` },
  });
  await scope.table.commit([
    write(create, new LinliError('conflict', 'alreadyChanged')),
    takeName(scope, cardName(card.number), userId, 'tooBusy'),
    audited(card),
  ]);
  return { cardNumber: card.number, pin };
}

/**
 * For a passbook that was lost: nobody signs in with its card, and whoever did is out, until a new PIN is set; the number
 * stays. A person who has no card, or one that was stopped, is left as they are.
 */
export async function stopResidentPin(
  scope: DistrictScope & { tenantId: string },
  personId: string,
): Promise<void> {
  requirePermission(scope, 'courtyard:write');
  const userId = residentUserId(scope.districtId, scope.tenantId, personId);
  if ((await findCard(scope, userId))?.pinHash === undefined) return;
  await rewriteUser(scope, userId, (user) => {
    const { pinHash: _, ...card } = user.card as StoredCard;
    return {
      set: { card, openSessions: [] },
      others: [
        ...openSessionsOf(user).map((open) => closing(scope, open)),
        recordChange(scope, {
          action: 'setSecret',
          noun: 'person',
          id: personId,
          onBehalfOf: personId,
          before: { cardNumber: card.number },
          after: {},
        }),
      ],
    };
  });
}

/** The PIN's hash of whoever has this number; one read for the number and one for the account, whoever it is. */
export async function findCard(
  scope: Pick<DistrictScope, 'districtId' | 'table'>,
  holder: string,
): Promise<StoredCard | undefined> {
  return (await readUser(scope, holder))?.card as StoredCard | undefined;
}

/**
 * Whose number for signing in this is, in this community; undefined for anything else. As many reads for the number of
 * another community as for one that nobody has.
 */
export async function personOfCardNumber(
  { districtId, table, tenantId }: Pick<DistrictScope, 'districtId' | 'table'> & { tenantId: string },
  typed: string,
): Promise<string | undefined> {
  const number = typed.replace(/\s/g, '');
  if (!isCardNumber(number)) return undefined;
  const userId = await holderOf({ districtId, table }, cardName(number));
  const user = await readUser({ districtId, table }, userId ?? 'none');
  const grants = (user?.grants ?? []) as Grant[];
  return grants.find((grant) => grant.tenantId === tenantId && grant.personId !== undefined)?.personId;
}
