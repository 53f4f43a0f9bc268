import { LinliError } from '@linli/core/kernel';
import { createAdapterFactory, type DBAdapterInstance } from 'better-auth/adapters';
import type { BetterAuthDBSchema } from 'better-auth/db';
import type { Shelf, ShelvedRow } from './shelf.ts';
import { matches, orderOf, type Row } from './where.ts';

/** Chooses where a model is kept, by better-auth's own name for it. */
export type Shelves = (modelKey: string, model: BetterAuthDBSchema[string]) => Shelf;

type CustomAdapter = ReturnType<Parameters<typeof createAdapterFactory>[0]['adapter']>;
type Where = Parameters<CustomAdapter['deleteMany']>[0]['where'];

/**
 * better-auth's database, on shelves. A shelf reads by key what the conditions name by key; conditions, order and
 * limits are applied here. Every write demands the state it read and is decided again when that has changed, which is
 * what makes `update`, `consumeOne` and `incrementOne` safe against another request.
 */
export const shelfAdapter = (shelves: Shelves): DBAdapterInstance =>
  createAdapterFactory({
    config: {
      adapterId: 'linli-dynamodb',
      adapterName: 'Linli DynamoDB',
      supportsDates: false,
      supportsJSON: true,
      supportsArrays: true,
      supportsNumericIds: false,
      transaction: false,
    },
    adapter: ({ schema, getDefaultModelName, getFieldName }) => {
      const shelfOf = (model: string): Shelf => {
        const key = getDefaultModelName(model);
        return shelves(key, schema[key] as BetterAuthDBSchema[string]);
      };
      return adapterOn(shelfOf, (model, field) => getFieldName({ model, field }));
    },
  });

function adapterOn(
  shelfOf: (model: string) => Shelf,
  stored: (model: string, field: string) => string,
): CustomAdapter {
  const find = async (model: string, where: Where): Promise<ShelvedRow[]> =>
    (await shelfOf(model).candidates(where)).filter(({ row }) => matches(row, where));

  const replaceOne = (model: string, where: Where, change: (row: Row) => Row): Promise<Row | null> =>
    writeOne(
      () => find(model, where),
      async (found) => {
        const row = { ...found.row, ...change(found.row) };
        return (await shelfOf(model).replace(found, row)) ? row : undefined;
      },
    );

  const removeOne = (model: string, where: Where): Promise<Row | null> =>
    writeOne(
      () => find(model, where),
      async (found) => ((await shelfOf(model).remove(found)) ? found.row : undefined),
    );

  const adapter = {
    async create({ model, data }: { model: string; data: Row & { id: string } }) {
      await shelfOf(model).create(data);
      return data;
    },
    async findOne({ model, where }: Asked) {
      return (await find(model, where))[0]?.row ?? null;
    },
    // The factory has renamed the fields of conditions and rows, not those of order and selection.
    async findMany({ model, where = [], sortBy, offset = 0, limit, select = [] }: Listed) {
      const rows = (await find(model, where)).map(({ row }) => row);
      if (sortBy !== undefined) rows.sort(by(stored(model, sortBy.field), sortBy.direction));
      const fields = select.map((field) => stored(model, field));
      return rows.slice(offset, offset + limit).map((row) => selected(row, fields));
    },
    async count({ model, where = [] }: Partial<Asked> & { model: string }) {
      return (await find(model, where)).length;
    },
    // better-auth's rule: an update that names no row is a mistake, not an update of all of them.
    async update({ model, where, update }: Asked & { update: Row }) {
      return where.length === 0 ? null : replaceOne(model, where, () => update);
    },
    updateMany: ({ model, where, update }: Asked & { update: Row }) =>
      writeEach(
        () => find(model, where),
        (found) => shelfOf(model).replace(found, { ...found.row, ...update }),
      ),
    async delete({ model, where }: Asked) {
      await removeOne(model, where);
    },
    deleteMany: ({ model, where }: Asked) =>
      writeEach(
        () => find(model, where),
        (found) => shelfOf(model).remove(found),
      ),
    consumeOne: ({ model, where }: Asked) => removeOne(model, where),
    incrementOne: ({
      model,
      where,
      increment,
      set,
    }: Asked & { increment: Record<string, number>; set?: Row }) =>
      replaceOne(model, where, (row) => ({ ...set, ...incremented(row, increment) })),
  };
  // The factory's methods are generic in a row type that only its caller knows; here a row is a row.
  return adapter as unknown as CustomAdapter;
}

type Asked = { model: string; where: Where };
type Listed = {
  model: string;
  where?: Where;
  limit: number;
  offset?: number;
  sortBy?: Order;
  select?: string[];
};
type Order = { field: string; direction: 'asc' | 'desc' };

const by =
  (field: string, direction: Order['direction']) =>
  (a: Row, b: Row): number =>
    (direction === 'asc' ? 1 : -1) * orderOf(a[field], b[field]);

const selected = (row: Row, fields: string[]): Row =>
  fields.length === 0 ? row : Object.fromEntries(fields.map((field) => [field, row[field]]));

const incremented = (row: Row, by: Record<string, number>): Row =>
  Object.fromEntries(Object.entries(by).map(([field, delta]) => [field, Number(row[field] ?? 0) + delta]));

const TRIES = 10;

/** Writes the first row found; when it changed since it was found, looks again. Null when there is none. */
async function writeOne<T>(
  find: () => Promise<ShelvedRow[]>,
  write: (found: ShelvedRow) => Promise<T | undefined>,
): Promise<T | null> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const [found] = await find();
    if (found === undefined) return null;
    const written = await write(found);
    if (written !== undefined) return written;
  }
  throw new LinliError('unavailable', 'tooBusy');
}

/** Writes every row found, once; those that changed since they were found are looked for again. Returns how many. */
async function writeEach(
  find: () => Promise<ShelvedRow[]>,
  write: (found: ShelvedRow) => Promise<boolean>,
): Promise<number> {
  const written = new Set<string>();
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const pending = (await find()).filter(({ row }) => !written.has(row.id));
    let changed = false;
    for (const found of pending) {
      if (await write(found)) written.add(found.row.id);
      else changed = true;
    }
    if (!changed) return written.size;
  }
  throw new LinliError('unavailable', 'tooBusy');
}
