import { type DistrictScope, LinliError } from '../kernel/index.ts';
import { type AnyEntity, type Operation, type Write, write } from '../table/index.ts';
import { IdentityRecords, UniqueNames, Users } from './entities.ts';

/** Where identity is kept. Signing in happens before there is an actor, so this is less than a scope. */
export type Keeper = Pick<DistrictScope, 'districtId' | 'table'>;

/** A record as it was read; a write that says which revision it read fails when somebody else wrote since. */
export type Kept = { id: string; fields: Record<string, unknown>; revision: number };

/** A value that only one record of a model may have, such as the user name. */
export type UniqueName = { kind: string; name: string };

/** What a record is to become, with the names it takes and the owner it is listed under. */
export type Content = {
  fields: Record<string, unknown>;
  names: readonly UniqueName[];
  owner: string;
  /** Seconds since the epoch. */
  expiresAt?: number;
};

export async function getRecord(keeper: Keeper, model: string, id: string): Promise<Kept | undefined> {
  const { entity, get } = placeOf(keeper, model);
  const item = await keeper.table.get(entity, get(id), { consistent: true });
  return item === undefined ? undefined : keptOf(item as Kept);
}

/** By a unique name: two reads by key, never an index, so that one who has just been added can sign in. */
export async function findRecordByName(
  keeper: Keeper,
  model: string,
  { kind, name }: UniqueName,
): Promise<Kept | undefined> {
  const { districtId } = keeper;
  const guard = await keeper.table.get(UniqueNames, UniqueNames.get({ districtId, kind, name }), {
    consistent: true,
  });
  return guard === undefined ? undefined : getRecord(keeper, model, guard.id);
}

/** Few: the accounts of one user, the open verifications of one identifier. */
export async function listRecordsOf(keeper: Keeper, model: string, owner: string): Promise<Kept[]> {
  const { districtId } = keeper;
  const query = IdentityRecords.query.ofOwner({ districtId, model, owner });
  return (await keeper.table.all(IdentityRecords, query)).map(keptOf);
}

/** All of a model. The district's staff are hundreds, not thousands; nothing on the way of signing in asks for this. */
export async function listRecords(keeper: Keeper, model: string): Promise<Kept[]> {
  const { entity, all } = placeOf(keeper, model);
  const found: Kept[] = [];
  for await (const item of keeper.table.each(entity, all, { consistent: true }))
    found.push(keptOf(item as Kept));
  return found;
}

/** Throws `conflict` when the id or one of its unique names is taken. */
export async function createRecord(
  keeper: Keeper,
  model: string,
  id: string,
  content: Content,
): Promise<void> {
  const { create } = placeOf(keeper, model);
  const taken = new LinliError('conflict', 'alreadyChanged');
  await keeper.table.commit([
    write(create(id, content), taken),
    ...content.names.map((name) => takeName(keeper, name, id)),
  ]);
}

/** False when the record was changed or removed since it was read. Throws `conflict` when a new name is taken. */
export async function replaceRecord(
  keeper: Keeper,
  model: string,
  before: Kept,
  content: Content & { namesBefore: readonly UniqueName[] },
): Promise<boolean> {
  const { replace } = placeOf(keeper, model);
  const { names, namesBefore } = content;
  return committed(keeper, (changed) => [
    write(replace(before, content), changed),
    ...without(namesBefore, names).map((name) => freeName(keeper, name)),
    ...without(names, namesBefore).map((name) => takeName(keeper, name, before.id)),
  ]);
}

/** False when the record was changed or removed since it was read. */
export async function removeRecord(
  keeper: Keeper,
  model: string,
  before: Kept,
  names: readonly UniqueName[],
): Promise<boolean> {
  const { remove } = placeOf(keeper, model);
  return committed(keeper, (changed) => [
    write(remove(before), changed),
    ...names.map((name) => freeName(keeper, name)),
  ]);
}

/** Commits; false when the write that carries `changed` found another revision than the one that was read. */
export async function committed(
  { table }: Keeper,
  writes: (changed: LinliError) => readonly Write[],
): Promise<boolean> {
  const changed = new LinliError('conflict', 'alreadyChanged');
  try {
    await table.commit(writes(changed));
    return true;
  } catch (error) {
    if (error === changed) return false;
    throw error;
  }
}

// Whichever entity it came from, an item has these three.
const keptOf = ({ id, fields, revision }: Kept): Kept => ({ id, fields, revision });

const takeName = ({ districtId }: Keeper, name: UniqueName, id: string): Write =>
  write(UniqueNames.create({ districtId, ...name, id }), new LinliError('conflict', 'alreadyChanged'));

const freeName = ({ districtId }: Keeper, name: UniqueName): Write =>
  write(UniqueNames.remove({ districtId, ...name }), new LinliError('conflict', 'alreadyChanged'));

const without = (names: readonly UniqueName[], others: readonly UniqueName[]) =>
  names.filter(({ kind, name }) => !others.some((other) => other.kind === kind && other.name === name));

type Place = {
  entity: AnyEntity;
  get(id: string): Operation;
  all: Operation;
  create(id: string, content: Content): Operation;
  replace(before: Kept, content: Content): Operation;
  remove(before: Kept): Operation;
};

/** Users have an entity of their own, because their grants and sessions live with them; the rest share one. */
function placeOf({ districtId }: Keeper, model: string): Place {
  if (model === 'user') {
    return {
      entity: Users,
      get: (id) => Users.get({ districtId, id }),
      all: Users.query.byId({ districtId }),
      create: (id, { fields }) =>
        Users.create({ districtId, id, fields, grants: [], openSessions: [], revision: 1 }),
      replace: ({ id, revision }, { fields }) =>
        Users.patch({ districtId, id })
          .set({ fields, revision: revision + 1 })
          .where((was, { eq }) => eq(was.revision, revision)),
      remove: ({ id, revision }) =>
        Users.remove({ districtId, id }).where((was, { eq }) => eq(was.revision, revision)),
    };
  }
  return {
    entity: IdentityRecords,
    get: (id) => IdentityRecords.get({ districtId, model, id }),
    all: IdentityRecords.query.byId({ districtId, model }),
    create: (id, { fields, owner, expiresAt }) =>
      IdentityRecords.create({ districtId, model, id, fields, owner, expiresAt, revision: 1 }),
    replace: ({ id, revision }, { fields, owner, expiresAt }) =>
      IdentityRecords.patch({ districtId, model, id })
        .set({ fields, owner, expiresAt, revision: revision + 1 })
        .where((was, { eq }) => eq(was.revision, revision)),
    remove: ({ id, revision }) =>
      IdentityRecords.remove({ districtId, model, id }).where((was, { eq }) => eq(was.revision, revision)),
  };
}
