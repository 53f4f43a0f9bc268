import { listCourtyards, listPersons } from '@linli/core/courtyard';
import type { Scope } from '@linli/core/kernel';
import {
  giveCardGift,
  listCards,
  listCatalogueItems,
  makePromise,
  nameCardHolder,
  removeCardHolder,
  setSignatures,
} from '@linli/core/timebank';
import type { Marks } from './ledgers.ts';

/** A person who once had the card and has it no more, and two gifts that wait: one to be signed, one to be declined. */
export type Gifts = { formerHolderId: string; toSignId: string; toDeclineId: string };

/**
 * Everybody of the first courtyard's households holds the first card, and so does whoever has an account of their own. A
 * candidate, who has none, asks for two gifts that another has to sign.
 */
export async function addGifts(
  scope: Scope,
  { kept }: Marks,
  { candidateId, residentId }: { candidateId: string; residentId: string },
): Promise<Gifts> {
  const [{ id: cardId = '' } = {}] = (await listCards(scope, {})).items;
  const [first] = (await listCourtyards(scope, { limit: 1 })).items;
  const persons = (await listPersons(scope, { courtyardId: first?.id ?? '' })).items;
  const [applicant, ...others] = [candidateId, residentId, ...persons.map(({ id }) => id)];
  const holders = [applicant ?? '', ...others.filter((id) => id !== candidateId)];
  const reason = `${kept}负责人`;
  for (const personId of holders) await nameCardHolder(scope, cardId, personId, { reason });
  await setSignatures(scope, cardId, { signatures: 2 });
  const asked = (key: string) =>
    giveCardGift(scope, cardId, {
      ...{ key: `${kept}-${key}`, group: {}, shares: { points: 1, budget: 1 }, people: 1, total: 1 },
      ...{ reason: `${kept}慰问`, signer: candidateId },
    });
  const [toSign, toDecline] = [await asked('to sign'), await asked('to decline')];
  await setSignatures(scope, cardId, { signatures: 1 });
  await removeCardHolder(scope, cardId, candidateId, { reason: `${kept}离职` });
  const [item] = (await listCatalogueItems(scope, { limit: 1 })).items;
  await makePromise(scope, {
    ...{
      key: `${kept}-promise`,
      sponsor: `${kept}超市`,
      itemId: item?.id ?? '',
      quantity: 5,
      by: '2099-06-01',
    },
  });
  return { formerHolderId: candidateId, toSignId: toSign.id, toDeclineId: toDecline.id };
}
