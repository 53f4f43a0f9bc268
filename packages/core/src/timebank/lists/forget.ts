import { LinliError } from '../../kernel/index.ts';
import { drafter, type Stored, type Table, type Write, write } from '../../table/index.ts';
import { PointsListParts, PointsLists } from './entities.ts';

const lists = drafter(PointsLists);
const changed = () => new LinliError('conflict', 'alreadyChanged');

/** The words of a list: what becomes of it goes on meanwhile. */
function rewriteList(tenantId: string, record: Stored): Write {
  const { reason, made, asker, asked, signed, declined, touchedBy } = record;
  const words = Object.entries({ reason, made, asker, asked, signed, declined, touchedBy });
  const said = Object.fromEntries(words.filter(([, value]) => value !== undefined));
  return write(PointsLists.patch({ tenantId, id: record.id }).set(said), changed());
}

/** Who stands on a list and who asked for it. A part that is not posted yet goes to whoever the erased become. */
export const LIST_NOUNS = [
  { noun: lists.noun, stored: lists.stored, rewrite: rewriteList },
  {
    noun: 'pointsListPart',
    stored: (table: Table, tenantId: string) =>
      table.each(PointsListParts, PointsListParts.query.byId({ tenantId })) as AsyncGenerator<Stored>,
    rewrite: (tenantId: string, { id, lines, touchedBy }: Stored) =>
      write(
        PointsListParts.patch({ tenantId, id }).set({ lines, touchedBy: touchedBy as string }),
        changed(),
      ),
  },
];
