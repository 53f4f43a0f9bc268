import type { Filled } from './community.ts';
import { COURTYARDS } from './ledgers.ts';

type Item = Record<string, unknown>;

/** Where a request goes: a community, and of its records those of one courtyard wherever they belong to one. */
export type Place = { community: Filled; courtyardId: string; idOf(noun: string): string | undefined };

/** The community's two courtyards as places, by the records that are stored of it. */
export function placesOf(community: Filled, stored: readonly Item[]): [Place, Place] {
  const own = stored.filter(
    ({ tenantId, pk }) => tenantId === community.tenantId && String(pk).startsWith('T#'),
  );
  const of = (noun: string) => own.filter(({ pk }) => String(pk).split('#')[2] === noun);
  const [first, second] = COURTYARDS.map((name): Place => {
    const courtyard = of('courtyard').find((item) => String(item['name']).includes(name));
    const courtyardId = String(courtyard?.['id']);
    const isHere = (item: Item) => item['id'] === courtyardId || item['courtyardId'] === courtyardId;
    return {
      ...{ community, courtyardId },
      idOf: (noun) =>
        (of(noun).find(isHere) ??
          of(noun).find((item) => item['courtyardId'] === undefined) ??
          of(noun)[0])?.['id'] as string | undefined,
    };
  });
  if (first === undefined || second === undefined)
    throw new Error('A community of the batteries has two courtyards');
  return [first, second];
}
