import { LinliError, type Scope } from '../../kernel/index.ts';
import { drafter, type Stored, type Write, write } from '../../table/index.ts';
import { CardHolders } from './entities.ts';

const holders = drafter(CardHolders);
const changed = () => new LinliError('conflict', 'alreadyChanged');

/** The names in it: whose record it is stays to be found by, until it goes as a whole. */
function rewriteHolder(tenantId: string, { id, name, named, removed, made, touchedBy }: Stored): Write {
  const words = Object.entries({ name, named, removed, made, touchedBy });
  const said = Object.fromEntries(words.filter(([, value]) => value !== undefined));
  return write(CardHolders.patch({ tenantId, id }).set(said), changed());
}

/** Who has which card, and who gave it to them. */
export const CARD_HOLDER_NOUN = { noun: holders.noun, stored: holders.stored, rewrite: rewriteHolder };

/** An erased person has no card any more, and nothing is counted by it. Cut off, the same again goes on. */
export async function forgetCardHolder({ table, tenantId }: Scope, personId: string): Promise<number> {
  const held = await table.all(CardHolders, CardHolders.query.ofPerson({ tenantId, personId }));
  for (const { id } of held) await table.commit([write(CardHolders.delete({ tenantId, id }), changed())]);
  return held.length;
}
