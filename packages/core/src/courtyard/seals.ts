import { randomBytes } from 'node:crypto';
import { LinliError, type Scope } from '../kernel/index.ts';
import { write } from '../table/index.ts';
import { IdNumberKeys } from './entities.ts';
import { keyIdOf, type MasterKey, Seal } from './seal.ts';

type Place = Pick<Scope, 'tenantId' | 'table'>;

/** A community's keys for ID numbers, the newest last: that one seals, each opens what it sealed. */
export class Seals {
  readonly #seals: readonly Seal[];

  constructor(seals: readonly Seal[]) {
    this.#seals = seals;
  }

  get keyIds(): string[] {
    return this.#seals.map(({ keyId }) => keyId);
  }

  get newest(): Seal | undefined {
    return this.#seals.at(-1);
  }

  seal(number: string): string {
    if (this.newest === undefined) throw new Error('There is no key to seal with');
    return this.newest.seal(number);
  }

  open(sealed: string): string {
    const seal = this.#seals.find(({ keyId }) => keyId === keyIdOf(sealed));
    if (seal === undefined) throw new Error(`There is no key ${keyIdOf(sealed)}`);
    return seal.open(sealed);
  }

  /** How the number may be sealed: under each key, as a change of keys may be under way. */
  everySealOf = (number: string): string[] => this.#seals.map((seal) => seal.seal(number));
}

/** One query, and one call of the master key for each key: there is one but while keys are changed. */
export async function openSeals({ tenantId, table }: Place, master: MasterKey): Promise<Seals> {
  const keys = await table.all(IdNumberKeys, IdNumberKeys.query.byId({ tenantId }));
  const opened = await Promise.all(
    keys.map(async ({ id, wrapped }) => new Seal(id, tenantId, await master.unwrap(wrapped, tenantId))),
  );
  return new Seals(opened);
}

/** The same with a key to seal with, made the first time a community keeps an ID number. */
export async function ensureSeals(scope: Scope, master: MasterKey): Promise<Seals> {
  const seals = await openSeals(scope, master);
  if (seals.newest !== undefined) return seals;
  await addKey(scope, master, seals);
  return openSeals(scope, master);
}

/** Nothing is sealed for keeping: preflight compares, and writes nothing to the community. */
export async function sealsForLooking(scope: Place, master: MasterKey): Promise<Seals> {
  const seals = await openSeals(scope, master);
  return seals.newest === undefined ? new Seals([new Seal('k0', scope.tenantId, randomBytes(32))]) : seals;
}

/** Another key after the newest. Two at once make one: the id of the next is taken once. */
export async function addKey(scope: Scope, master: MasterKey, { newest }: Seals): Promise<void> {
  const { tenantId, table, now, actor } = scope;
  const id = `k${String(1 + Number(newest?.keyId.slice(1) ?? 0)).padStart(4, '0')}`;
  const wrapped = await master.wrap(randomBytes(32), tenantId);
  const taken = new LinliError('conflict', 'alreadyChanged');
  try {
    await table.commit([
      write(IdNumberKeys.create({ tenantId, id, wrapped, createdAt: now, createdBy: actor.id }), taken),
    ]);
  } catch (error) {
    if (error !== taken) throw error;
  }
}
