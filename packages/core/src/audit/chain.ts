import { type DistrictScope, LinliError } from '../kernel/index.ts';
import { type Operation, type Table, write } from '../table/index.ts';
import { AuditHeads, AuditSeals, DistrictAuditHeads, DistrictAuditSeals } from './entities.ts';
import { beginningOf, type Head, headAfter, placeOfSeal, type Seal } from './seal.ts';

/** Where the control plane is. */
export type District = Pick<DistrictScope, 'districtId' | 'table'>;

const HEAD = 'head';

/** One owner's chain in the table: a community's, or with the owner `*` the control plane's. */
export class Chain {
  readonly owner: string;
  readonly #table: Table;
  readonly #own: ReturnType<typeof ofTenant> | ReturnType<typeof ofDistrict>;

  constructor(owner: string, district: District, tenantTable: (tenantId: string) => Table) {
    this.owner = owner;
    const isDistrict = owner === '*';
    this.#table = isDistrict ? district.table : tenantTable(owner);
    this.#own = isDistrict ? ofDistrict(district.districtId) : ofTenant(owner);
  }

  async head(): Promise<Head> {
    const { headEntity, getHead } = this.#own;
    const stored = await this.#table.get(headEntity, getHead, { consistent: true });
    return (stored as Head | undefined) ?? beginningOf(this.owner);
  }

  async sealAt(seq: number): Promise<Seal | undefined> {
    const { sealEntity, getSeal } = this.#own;
    return (await this.#table.get(sealEntity, getSeal(seq), { consistent: true })) as Seal | undefined;
  }

  /** False when there is a seal of that number already. One write, at the price of what it says. */
  append(seal: Seal): Promise<boolean> {
    return this.#made(this.#own.createSeal(seal));
  }

  /** The head moves by one seal, if it still stands before it; whoever finds it further on has nothing to do. */
  async advance(head: Head, seal: Seal): Promise<void> {
    const next = headAfter(head, seal);
    await this.#made(head.seq === 0 ? this.#own.createHead(next) : this.#own.moveHead(head, next));
  }

  async #made(operation: Operation): Promise<boolean> {
    const there = new LinliError('conflict', 'alreadyChanged');
    try {
      await this.#table.commit([write(operation, there)]);
      return true;
    } catch (error) {
      if (error !== there) throw error;
      return false;
    }
  }
}

const ofTenant = (tenantId: string) => ({
  headEntity: AuditHeads,
  sealEntity: AuditSeals,
  getHead: AuditHeads.get({ tenantId, name: HEAD }),
  getSeal: (seq: number) => AuditSeals.get({ tenantId, place: placeOfSeal(seq) }),
  createSeal: (seal: Seal) => AuditSeals.create({ tenantId, place: placeOfSeal(seal.seq), ...seal }),
  createHead: (head: Head) => AuditHeads.create({ tenantId, name: HEAD, ...head }),
  moveHead: ({ seq }: Head, next: Head) =>
    AuditHeads.patch({ tenantId, name: HEAD })
      .set(next)
      .where((stored, { eq }) => eq(stored.seq, seq)),
});

const ofDistrict = (districtId: string) => ({
  headEntity: DistrictAuditHeads,
  sealEntity: DistrictAuditSeals,
  getHead: DistrictAuditHeads.get({ districtId, name: HEAD }),
  getSeal: (seq: number) => DistrictAuditSeals.get({ districtId, place: placeOfSeal(seq) }),
  createSeal: (seal: Seal) =>
    DistrictAuditSeals.create({ districtId, place: placeOfSeal(seal.seq), ...seal }),
  createHead: (head: Head) => DistrictAuditHeads.create({ districtId, name: HEAD, ...head }),
  moveHead: ({ seq }: Head, next: Head) =>
    DistrictAuditHeads.patch({ districtId, name: HEAD })
      .set(next)
      .where((stored, { eq }) => eq(stored.seq, seq)),
});
