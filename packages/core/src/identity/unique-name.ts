import { LinliError, type MessageKey } from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { UniqueNames } from './entities.ts';
import type { Keeper, UniqueName } from './record.ts';

/** Whose name this is. One read by key, whether somebody has it or not. */
export async function holderOf({ districtId, table }: Keeper, name: UniqueName): Promise<string | undefined> {
  const guard = await table.get(UniqueNames, UniqueNames.get({ districtId, ...name }), { consistent: true });
  return guard?.id;
}

/** Throws `conflict` with `taken` when somebody has it already. */
export const takeName = ({ districtId }: Keeper, name: UniqueName, id: string, taken: MessageKey): Write =>
  write(UniqueNames.create({ districtId, ...name, id }), new LinliError('conflict', taken));

export const freeName = ({ districtId }: Keeper, name: UniqueName): Write =>
  write(UniqueNames.delete({ districtId, ...name }), new LinliError('conflict', 'alreadyChanged'));
