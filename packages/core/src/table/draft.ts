import { createHash } from 'node:crypto';
import type { EntityItem } from 'electrodb';
import type { Instant } from '../kernel/clock.ts';
import { LinliError } from '../kernel/errors.ts';
import { canonical } from './canonical.ts';
import type { Origin } from './record.ts';
import { type AnyEntity, type Operation, type Table, type Write, write } from './table.ts';

/** Where in which workbook a draft was read, and for whom it is being written. */
export type DraftSource = {
  tenantId: string;
  importId: string;
  source: string;
  row: number;
  now: Instant;
  by: string;
};

/** A record read from a workbook, ready to be inserted, compared with what exists, or amended. Plain data outside its domain. */
export type Draft = {
  noun: string;
  id: string;
  importId: string;
  fields: Readonly<Record<string, unknown>>;
  /** Covers the content only, not where or when it was read. */
  hash: string;
  insert: Operation;
  /** Replaces the content of the same record if it still says what `was` said; keeps who made it, when, and by which import. */
  amend(was: Known): Write;
};

/** What is remembered of a record that exists: enough to tell whether a draft would change it. */
export type Known = Pick<Origin, 'importId' | 'hash'>;

/** A record as stored, read back for comparison. A record that staff made by hand has no `origin`. */
export type Stored = Record<string, unknown> & { id: string; origin?: Origin };

type Provenance = 'tenantId' | 'origin' | 'createdAt' | 'createdBy' | 'made' | 'touchedBy';

/** What a domain hands over of a noun: its fields; provenance is added here. */
export type DraftFields<E extends AnyEntity> = Omit<EntityItem<E>, Provenance>;

/** A noun's way in and out for importing. */
export type Drafter<E extends AnyEntity> = {
  (fields: DraftFields<E>, at: DraftSource): Draft;
  noun: string;
  /** Every record of the noun in a community. For jobs. */
  stored(table: Table, tenantId: string): AsyncGenerator<Stored>;
  /** One record as it is stored now. */
  find(table: Table, tenantId: string, id: string): Promise<Stored | undefined>;
  /** Takes a record away if this import made it and nobody has changed it since. */
  remove(tenantId: string, id: string, was: Pick<Known, 'hash'>): Write;
  /** Puts back what a record said before that import amended it. */
  restore(tenantId: string, before: Stored, was: Pick<Known, 'hash'>, importId: string): Write;
  /**
   * Says of a record, whoever made it, what `record` says now. Its origin stays as it was, so that the ledger it came from
   * changes nothing when it comes again. For erasing a person, and for nothing else.
   */
  rewrite(tenantId: string, record: Stored): Write;
};

/**
 * Gives a domain's noun its drafting function, so that ElectroDB stays inside the domain. `ours` are the attributes that no
 * ledger speaks of: what a ledger says anew, or takes back, leaves them as they are.
 */
export function drafter<E extends AnyEntity>(entity: E, ours: readonly string[] = []): Drafter<E> {
  const noun: string = entity.schema.model.entity;
  const notSaid = new Set([...PROVENANCE, ...ours]);
  const optional = Object.keys(entity.schema.attributes).filter((name) => !notSaid.has(name));
  const loose: LooseEntity = entity;
  const changed = () => new LinliError('conflict', 'alreadyChanged');
  const stillSays =
    (hash: string) =>
    (stored: { origin: Origin }, { eq }: Compare) =>
      eq(stored.origin.hash, hash);
  const replace = (
    key: object,
    content: Record<string, unknown>,
    said: { origin: Origin; touchedBy: string },
    was: Pick<Known, 'hash'>,
  ) =>
    write(
      loose
        .patch(key)
        .set({ ...withoutAbsent(content), ...said })
        .remove(optional.filter((name) => content[name] === undefined))
        .where(stillSays(was.hash)),
      changed(),
    );

  const draft = (fields: DraftFields<E>, at: DraftSource): Draft => {
    const { id, ...content } = fields as unknown as { id: string } & Record<string, unknown>;
    const hash = contentHash(content);
    const origin: Origin = { importId: at.importId, source: at.source, row: at.row, hash };
    const key = { tenantId: at.tenantId, id };
    return {
      noun,
      id,
      importId: at.importId,
      fields: content,
      hash,
      insert: loose.create({ ...content, ...key, origin, createdAt: at.now, createdBy: at.by }),
      amend: (was) =>
        replace(key, content, { origin: { ...origin, importId: was.importId }, touchedBy: at.importId }, was),
    };
  };

  return Object.assign(draft, {
    noun,
    stored: (table: Table, tenantId: string) =>
      table.each(entity, loose.query.byId({ tenantId })) as AsyncGenerator<Stored>,
    find: (table: Table, tenantId: string, id: string) =>
      table.get(entity, loose.get({ tenantId, id }), { consistent: true }) as Promise<Stored | undefined>,
    remove: (tenantId: string, id: string, was: Pick<Known, 'hash'>) =>
      write(loose.remove({ tenantId, id }).where(stillSays(was.hash)), changed()),
    restore: (tenantId: string, before: Stored, was: Pick<Known, 'hash'>, importId: string) => {
      const { origin, ...record } = before;
      const content = Object.fromEntries(Object.entries(record).filter(([name]) => !notSaid.has(name)));
      const said = { origin: origin as Origin, touchedBy: importId };
      return replace({ tenantId, id: before.id }, content, said, was);
    },
    rewrite: (tenantId: string, record: Stored) => {
      const { id, tenantId: _, origin: __, createdAt: ___, createdBy: ____, ...content } = record;
      return write(loose.patch({ tenantId, id }).set(withoutAbsent(content)), changed());
    },
  });
}

const PROVENANCE = new Set(['tenantId', 'id', 'origin', 'createdAt', 'createdBy', 'made', 'touchedBy']);

type Compare = { eq: (attribute: unknown, value: string) => string };

// biome-ignore lint/suspicious/noExplicitAny: any entity's chain; the draft's fields were checked against the real one.
type LooseEntity = any;

const withoutAbsent = (content: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));

/** 88 bits of SHA-256 over the content with its keys in order: enough to tell two rows apart, short enough to store a million times. */
export function contentHash(content: Record<string, unknown>): string {
  return createHash('sha256').update(canonical(content)).digest('base64url').slice(0, 15);
}
