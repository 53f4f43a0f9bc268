import { LinliError, type Scope } from '../../kernel/index.ts';
import { drafter, type Operation, write } from '../../table/index.ts';
import { NeedsNow, ServiceNeeds, TakenNeeds } from './entities.ts';
import { takenOf } from './step-operations.ts';

const { noun, stored, rewrite } = drafter(ServiceNeeds);
export const needsKept = { noun, stored, rewrite };

/** What names others than who asked: who went, who said so. */
export const NEED_NOUNS = [needsKept];

/**
 * Takes away what a person has asked for, which says where they live and what they lack, and what they have on hand as a
 * volunteer: nothing is counted by either. Cut off, the same again goes on.
 */
export async function forgetNeeds(
  { table, tenantId }: Scope,
  personId: string,
  volunteerIds: readonly string[],
): Promise<number> {
  const asked = await table.all(ServiceNeeds, ServiceNeeds.query.ofPerson({ tenantId, personId }));
  const onHand = await Promise.all(
    volunteerIds.map((id) =>
      table.all(TakenNeeds, TakenNeeds.query.byId({ tenantId }).begins({ id: takenOf(id) })),
    ),
  );
  const gone: Operation[] = [
    ...onHand.flat().map(({ id }) => TakenNeeds.delete({ tenantId, id })),
    ...asked.flatMap(({ id, answerBy, volunteerId = '' }) => [
      NeedsNow.delete({ tenantId, answerBy, id }),
      TakenNeeds.delete({ tenantId, id: `${takenOf(volunteerId)}${id}` }),
      ServiceNeeds.delete({ tenantId, id }),
    ]),
  ];
  for (const operation of gone)
    await table.commit([write(operation, new LinliError('conflict', 'alreadyChanged'))]);
  return asked.length;
}
