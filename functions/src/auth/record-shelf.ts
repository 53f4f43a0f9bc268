import {
  type Content,
  createRecord,
  findRecordByName,
  getRecord,
  type Keeper,
  type Kept,
  listRecords,
  listRecordsOf,
  removeRecord,
  replaceRecord,
  type UniqueName,
} from '@linli/core/identity';
import type { CleanedWhere } from 'better-auth/adapters';
import type { BetterAuthDBSchema } from 'better-auth/db';
import type { Shelf, ShelvedRow } from './shelf.ts';
import { pinned, type Row } from './where.ts';

type Model = BetterAuthDBSchema[string];

/** Keeps any of better-auth's models as identity records: unique fields are guarded, one field lists the owner's rows. */
export function recordShelf(keeper: Keeper, modelKey: string, model: Model): Shelf {
  const uniqueFields = fieldsWhere(model, (field) => field.unique === true);
  const ownerField = ownerFieldOf(modelKey, model);

  const contentOf = ({ id, ...fields }: Row): Content => {
    const owner = ownerField === undefined ? undefined : fields[ownerField];
    const until = modelKey === 'verification' ? fields['expiresAt'] : undefined;
    return {
      fields,
      names: namesOf(fields),
      owner: String(owner ?? id),
      ...(typeof until === 'string' ? { expiresAt: Math.ceil(Date.parse(until) / 1000) } : {}),
    };
  };

  const namesOf = (fields: Row): UniqueName[] =>
    uniqueFields.flatMap((field) =>
      fields[field] === null || fields[field] === undefined ? [] : [nameOf(field, fields[field])],
    );

  const nameOf = (field: string, value: unknown): UniqueName => ({
    kind: `${modelKey}.${field}`,
    name: String(value),
  });

  return {
    async candidates(where) {
      return (await keptFor(where)).map(shelved);
    },
    create: (row) => createRecord(keeper, modelKey, row.id, contentOf(row)),
    replace: (before, row) =>
      replaceRecord(keeper, modelKey, keptOf(before), {
        ...contentOf(row),
        namesBefore: namesOf(before.row),
      }),
    remove: (before) => removeRecord(keeper, modelKey, keptOf(before), namesOf(before.row)),
  };

  async function keptFor(where: readonly CleanedWhere[]): Promise<Kept[]> {
    const id = pinned(where, 'id');
    if (id !== undefined) return present(await getRecord(keeper, modelKey, id));
    for (const field of uniqueFields) {
      const value = pinned(where, field);
      if (value !== undefined) return present(await findRecordByName(keeper, modelKey, nameOf(field, value)));
    }
    const owner = ownerField === undefined ? undefined : pinned(where, ownerField);
    return owner === undefined ? listRecords(keeper, modelKey) : listRecordsOf(keeper, modelKey, owner);
  }
}

const present = (kept: Kept | undefined): Kept[] => (kept === undefined ? [] : [kept]);

const shelved = ({ id, fields, revision }: Kept): ShelvedRow => ({ row: { ...fields, id }, revision });

const keptOf = ({ row: { id, ...fields }, revision }: ShelvedRow): Kept => ({ id, fields, revision });

/** Users have no owner; the rest are listed by whom they refer to, else by the field better-auth marks as looked up. */
function ownerFieldOf(modelKey: string, model: Model): string | undefined {
  if (modelKey === 'user') return undefined;
  return (
    fieldsWhere(model, (field) => field.references !== undefined)[0] ??
    fieldsWhere(model, (field) => field.index === true && field.unique !== true)[0]
  );
}

const fieldsWhere = (model: Model, is: (field: Model['fields'][string]) => boolean): string[] =>
  Object.entries(model.fields)
    .filter(([, field]) => is(field))
    .map(([name, field]) => field.fieldName ?? name);
