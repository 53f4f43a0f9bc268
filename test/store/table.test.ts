import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { LinliError } from '@linli/core/kernel';
import { tenantIndex, tenantKey, write } from '@linli/core/table';
import { Entity } from 'electrodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  amazonLocal,
  createTestTable,
  type Engine,
  hasJava,
  startEngine,
  type TestTable,
  tenantTable,
} from '../support/engine.ts';
import { readWholeStream } from '../support/stream.ts';

const Books = new Entity({
  model: { service: 'library', entity: 'book', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    title: { type: 'string', required: true },
    copies: { type: 'number', required: true },
  },
  indexes: {
    byId: tenantKey('book', ['id']),
    byTitle: tenantIndex('gsi1', 'book', ['title', 'id']),
  },
});

const A = 'tnt_a';
const B = 'tnt_b';
const book = (id: string, title = `书${id}`, copies = 1) => ({ tenantId: A, id, title, copies });
const exists = new LinliError('conflict', 'alreadyChanged');
const tooFew = new LinliError('limit_exceeded', 'balanceTooLow');
const create = (id: string) => write(Books.create(book(id)), exists);
const lend = (id: string) =>
  write(
    Books.patch({ tenantId: A, id })
      .add({ copies: -1 })
      .where(({ copies }, { gte }) => gte(copies, 1)),
    tooFew,
  );

const ENGINES = [
  { name: 'the embedded engine', start: startEngine, here: true },
  { name: "Amazon's DynamoDB Local", start: amazonLocal, here: hasJava() },
];

// The same promises on both: what the table promises must not rest on one engine's leniency.
for (const { name, start, here } of ENGINES) {
  describe.skipIf(!here)(`a table on ${name}${here ? '' : ' (skipped: no Java on this machine)'}`, () => {
    let engine: Engine | undefined;
    let at: TestTable;

    beforeAll(async () => {
      engine = await start();
    });
    afterAll(() => engine?.stop());
    beforeEach(async () => {
      at = await createTestTable(engine?.endpoint ?? '');
    });

    const get = async (id: string) =>
      tenantTable(at, A).get(Books, Books.get({ tenantId: A, id }), { consistent: true });

    it('creates an item once and raises the refusal of the write the second time', async () => {
      const table = tenantTable(at, A);
      await table.commit([create('1')]);
      await expect(table.commit([create('1')])).rejects.toBe(exists);
    });

    it('takes the last copy and refuses the one after it', async () => {
      const table = tenantTable(at, A);
      await table.commit([create('1')]);
      await table.commit([lend('1')]);
      await expect(table.commit([lend('1')])).rejects.toBe(tooFew);
      expect((await get('1'))?.copies).toBe(0);
    });

    it('lets exactly as many borrow as there are copies when all come at once', async () => {
      const table = tenantTable(at, A);
      await table.commit([write(Books.create(book('1', '书', 3)), exists)]);
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => table.commit([lend('1')])));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      expect((await get('1'))?.copies).toBe(0);
    });

    it('writes all of a transaction or none, and names the write that failed', async () => {
      const table = tenantTable(at, A);
      await table.commit([create('taken')]);
      await expect(table.commit([create('new'), lend('missing')])).rejects.toBe(tooFew);
      await expect(table.commit([create('new'), create('taken')])).rejects.toBe(exists);
      expect(await get('new')).toBeUndefined();
      await table.commit([create('new'), lend('taken')]);
      expect([(await get('new'))?.copies, (await get('taken'))?.copies]).toEqual([1, 0]);
    });

    it('takes a hundred writes in one transaction', async () => {
      const table = tenantTable(at, A);
      await table.commit(Array.from({ length: 100 }, (_, i) => create(String(i))));
      expect(await table.all(Books, Books.query.byId({ tenantId: A }))).toHaveLength(100);
    });

    it('inserts many, leaves alone what is there, and says which was which', async () => {
      const table = tenantTable(at, A);
      await table.commit([write(Books.create(book('07', '旧书', 5)), exists)]);
      const ids = Array.from({ length: 30 }, (_, i) => String(i).padStart(2, '0'));
      const outcomes = await table.insertMany(ids.map((id) => Books.create(book(id))));
      expect(
        outcomes.map((outcome, i) => (outcome === 'exists' ? ids[i] : undefined)).filter(Boolean),
      ).toEqual(['07']);
      expect((await get('07'))?.copies).toBe(5);
      expect(new Set(await table.insertMany(ids.map((id) => Books.create(book(id)))))).toEqual(
        new Set(['exists']),
      );
    });

    it('pages through an index in order, without a gap and without repeating', async () => {
      const table = tenantTable(at, A);
      const titles = Array.from({ length: 23 }, (_, i) => `t${String(i).padStart(2, '0')}`);
      await table.insertMany(titles.map((title, i) => Books.create(book(`id${i}`, title))));
      const query = Books.query.byTitle({ tenantId: A });
      for (const order of ['asc', 'desc'] as const) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await table.page(Books, query, {
            limit: 5,
            order,
            ...(cursor === undefined ? {} : { cursor }),
          });
          expect(page.items.length).toBeLessThanOrEqual(5);
          seen.push(...page.items.map(({ title }) => title));
          cursor = page.next;
        } while (cursor !== undefined);
        expect(seen).toEqual(order === 'asc' ? titles : titles.toReversed());
      }
    });

    it('pages through the items that are wanted, in full pages as long as it finds them, past many that are not', async () => {
      const table = tenantTable(at, A);
      const titles = Array.from({ length: 450 }, (_, i) => `t${String(i).padStart(3, '0')}`);
      await table.insertMany(
        titles.map((title, i) => Books.create(book(title, title, i < 12 || i >= 430 ? 1 : 0))),
      );
      const wanted = [...titles.slice(0, 12), ...titles.slice(430)];
      for (const query of [Books.query.byTitle({ tenantId: A }), Books.query.byId({ tenantId: A })]) {
        for (const order of ['asc', 'desc'] as const) {
          const pages: string[][] = [];
          let cursor: string | undefined;
          do {
            const keep = ({ copies }: { copies: number }) => copies > 0;
            const page = await table.page(Books, query, { limit: 5, order, keep, ...(cursor && { cursor }) });
            pages.push(page.items.map(({ title }) => title));
            cursor = page.next;
          } while (cursor !== undefined);
          expect(pages.flat()).toEqual(order === 'asc' ? wanted : wanted.toReversed());
          expect(pages.filter((page) => page.length === 5).length).toBeGreaterThanOrEqual(5);
        }
      }
    });

    it('sets numbers together or not at all, each only from what it was said to be', async () => {
      const table = tenantTable(at, A);
      const key = { pk: 'T#tnt_a#tally', sk: 'all#community' };
      const numbers = async () => {
        for await (const { pk: _, sk: __, ...rest } of table.eachStored('tally')) return rest;
      };

      expect(
        await table.setNumbers({ key, set: { a: { from: 0, to: 3 }, 'b@12': { from: 0, to: 4 } } }),
      ).toBe(true);
      expect(
        await table.setNumbers({ key, set: { a: { from: 3, to: 5 }, 'b@12': { from: 1, to: 6 } } }),
      ).toBe(false);
      expect(await numbers()).toEqual({ a: 3, 'b@12': 4 });
      expect(
        await table.setNumbers({ key, set: { a: { from: 3, to: 0 }, 'b@12': { from: 4, to: 7 } } }),
      ).toBe(true);
      expect(await table.setNumbers({ key, set: { a: { from: 0, to: 1 } } })).toBe(true);
      expect(await numbers()).toEqual({ a: 1, 'b@12': 7 });
      const theirs = { key: { ...key, pk: 'T#tnt_b#tally' }, set: { a: { from: 0, to: 1 } } };
      await expect(table.setNumbers(theirs)).rejects.toThrow(/outside T#tnt_a#/);
    });

    it("refuses another community's cursor, and one that was tampered with", async () => {
      const table = tenantTable(at, A);
      await table.insertMany(['1', '2', '3'].map((id) => Books.create(book(id))));
      const { next = '' } = await table.page(Books, Books.query.byId({ tenantId: A }), { limit: 1 });
      expect(next).not.toBe('');
      const theirs = Books.query.byId({ tenantId: B });
      await expect(tenantTable(at, B).page(Books, theirs, { cursor: next })).rejects.toMatchObject({
        code: 'invalid',
        field: 'cursor',
      });
      const mine = Books.query.byId({ tenantId: A });
      await expect(table.page(Books, mine, { cursor: `${next.slice(0, -4)}` })).rejects.toMatchObject({
        code: 'invalid',
      });
    });

    it("refuses another list's cursor, and one made up to begin beside the list", async () => {
      const table = tenantTable(at, A);
      await table.insertMany(['1', '2', '3'].map((id) => Books.create(book(id))));
      const list = Books.query.byTitle({ tenantId: A }).lte({ title: '书2$' });
      const { next = '' } = await table.page(Books, list, { limit: 1 });
      const invalid = { code: 'invalid', field: 'cursor' };
      const [mark] = JSON.parse(Buffer.from(next, 'base64url').toString()) as string[];
      const forged = (...said: unknown[]) =>
        Buffer.from(JSON.stringify([mark, ...said])).toString('base64url');

      for (const query of [
        Books.query.byId({ tenantId: A }),
        Books.query.byTitle({ tenantId: A }),
        Books.query.byTitle({ tenantId: A }).lte({ title: '书3$' }),
      ])
        await expect(table.page(Books, query, { cursor: next })).rejects.toMatchObject(invalid);
      await expect(table.page(Books, list, { cursor: next, order: 'desc' })).rejects.toMatchObject(invalid);
      for (const cursor of [
        forged('book', '1'),
        forged('book', '1', '书1#1', 'more'),
        forged('book', 1, null),
        forged('book', '\ud800', '书1#1'),
      ])
        await expect(table.page(Books, list, { cursor })).rejects.toMatchObject(invalid);
      // With everything right but the place: the engines differ in whether they say so, and neither shows anything.
      for (const cursor of [forged('book', '9', '书9#9'), forged('book', '', '')]) {
        const shown = await table.page(Books, list, { cursor }).then(
          ({ items }) => items,
          (error) => error,
        );
        expect([[], expect.objectContaining(invalid)]).toContainEqual(shown);
      }
      expect((await table.page(Books, list, { cursor: next })).items.map(({ id }) => id)).toEqual(['2']);
    });

    it('refuses every key of another community before it is sent', async () => {
      const table = tenantTable(at, B);
      await tenantTable(at, A).commit([create('1')]);
      const outside = /outside T#tnt_b#/;
      await expect(table.get(Books, Books.get({ tenantId: A, id: '1' }))).rejects.toThrow(outside);
      await expect(
        table.getMany([{ entity: Books, operation: Books.get({ tenantId: A, id: '1' }) }]),
      ).rejects.toThrow(outside);
      await expect(table.page(Books, Books.query.byTitle({ tenantId: A }))).rejects.toThrow(outside);
      await expect(table.commit([create('2')])).rejects.toThrow(outside);
      await expect(table.commit([create('2'), lend('1')])).rejects.toThrow(outside);
      await expect(table.insertMany([Books.create(book('2'))])).rejects.toThrow(outside);
      expect(await get('2')).toBeUndefined();
    });

    it('reads many in the order asked for, with a gap where there is none', async () => {
      const table = tenantTable(at, A);
      await table.insertMany(['1', '2'].map((id) => Books.create(book(id))));
      const wanted = ['2', 'missing', '1', '2'].map((id) => ({
        entity: Books,
        operation: Books.get({ tenantId: A, id }),
      }));
      const found = (await table.getMany(wanted)) as ({ id: string } | undefined)[];
      expect(found.map((item) => item?.id)).toEqual(['2', undefined, '1', '2']);
    });

    it('tells its changes on the stream in order, with what was and what is, and goes on after any of them', async () => {
      const table = tenantTable(at, A);
      await table.commit([create('1')]);
      await table.commit([lend('1')]);
      await expect(table.commit([lend('1')])).rejects.toBe(tooFew);
      await table.commit([create('2'), write(Books.remove({ tenantId: A, id: '1' }), exists)]);

      const { events, from } = await readWholeStream(engine?.endpoint ?? '', at);
      const ofBook = (id: string) =>
        events
          .filter(({ newImage, oldImage }) => (newImage ?? oldImage)?.['id'] === id)
          .map(({ newImage, oldImage }) => [oldImage?.['copies'], newImage?.['copies']]);
      expect(ofBook('1')).toEqual([
        [undefined, 1],
        [1, 0],
        [0, undefined],
      ]);
      expect(ofBook('2')).toEqual([[undefined, 1]]);
      expect(events).toHaveLength(4);
      expect((await from(events[1]?.sequence ?? '')).map(({ sequence }) => sequence)).toEqual(
        events.slice(2).map(({ sequence }) => sequence),
      );
    });

    it('tries again when transactions collide, and gives up as too busy when they go on colliding', async () => {
      const table = tenantTable(at, A);
      let collisions = 2;
      at.client.middlewareStack.add(
        (next, context) => async (args) => {
          if (context.commandName === 'TransactWriteItemsCommand' && collisions-- > 0)
            throw new TransactionCanceledException({
              message: 'injected',
              $metadata: {},
              CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
            });
          return next(args);
        },
        { step: 'initialize', name: 'collide' },
      );
      await table.commit([create('1'), create('2')]);
      expect((await get('1'))?.copies).toBe(1);
      collisions = Number.POSITIVE_INFINITY;
      await expect(table.commit([create('3'), create('4')])).rejects.toMatchObject({
        code: 'unavailable',
        reason: 'tooBusy',
      });
      collisions = 0;
      expect(await get('3')).toBeUndefined();
    });
  });
}
