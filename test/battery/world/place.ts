import type { Filled } from './community.ts';
import { COURTYARDS, idNumberOf } from './ledgers.ts';

type Item = Record<string, unknown>;

/** Where a request goes: a community, and of its records those of one courtyard wherever they belong to one. */
export type Place = {
  community: Filled;
  courtyardId: string;
  /** Of its person. */
  personName: string;
  idNumber: string;
  idOf(noun: string): string | undefined;
};

/** The community's two courtyards as places, by the records that are stored of it. */
export function placesOf(community: Filled, stored: readonly Item[]): [Place, Place] {
  const own = stored.filter(
    ({ tenantId, pk }) => tenantId === community.tenantId && String(pk).startsWith('T#'),
  );
  const of = (noun: string) => own.filter(({ pk }) => String(pk).split('#')[2] === noun);
  const [first, second] = COURTYARDS.map((name, i): Place => {
    const courtyard = of('courtyard').find((item) => String(item['name']).includes(name));
    const courtyardId = String(courtyard?.['id']);
    const person = of('person').find(
      (item) => item['courtyardId'] === courtyardId && item['householdId'] !== undefined,
    );
    const isHere = (item: Item) =>
      item['id'] === courtyardId ||
      item['courtyardId'] === courtyardId ||
      (person !== undefined && item['personId'] === person['id']);
    return {
      ...{ community, courtyardId, personName: String(person?.['name']) },
      idNumber: idNumberOf(community.marks, i),
      idOf: (noun) =>
        ((noun === 'person' ? person : of(noun).find(isHere)) ??
          of(noun).find((item) => item['courtyardId'] === undefined) ??
          of(noun)[0])?.['id'] as string | undefined,
    };
  });
  if (first === undefined || second === undefined)
    throw new Error('A community of the batteries has two courtyards');
  return [first, second];
}
