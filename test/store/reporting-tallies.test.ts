import { localDocumentClient, type StreamEvent, Table, tenantPrefix } from '@linli/core/table';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectTallies } from '../../packages/core/src/reporting/projection.ts';
import { contributionsOf } from '../../packages/core/src/reporting/tally-change.ts';
import { stepsOf } from '../../packages/core/src/reporting/tally-item.ts';
import { createTestTable, type Engine, startEngine, type TestTable } from '../support/engine.ts';

let engine: Engine;
let made: TestTable;
let tenants = 0;

beforeAll(async () => {
  engine = await startEngine();
  made = await createTestTable(engine.endpoint);
});

afterAll(async () => {
  made.client.destroy();
  await engine.stop();
});

const newTenant = () => `tnt_tally${tenants++}`;

test('a record counts in the total, in its month and on its day, for the community and for its courtyard', async () => {
  const tenantId = newTenant();

  await projectTallies(tableOf, 'shard-1', [added(1, record(tenantId, { servedOn: '2019-04-12' }))]);

  const counted = { peopleServed: 2, pointsIssued: 15, serviceMinutes: 90, serviceRecords: 1 };
  expect(await stored(tenantId)).toEqual({
    'all#community': counted,
    'all#cyd_a': counted,
    'community#2019-04': counted,
    'cyd_a#2019-04': counted,
    '2019-04#community': onDay('12', counted),
    '2019-04#cyd_a': onDay('12', counted),
  });
});

test('a record that moves to another month leaves the first, and one that goes away leaves nothing', async () => {
  const tenantId = newTenant();
  const april = record(tenantId, { servedOn: '2019-04-12', courtyardId: undefined });
  const may = record(tenantId, { servedOn: '2019-05-01', courtyardId: undefined });

  await projectTallies(tableOf, 'shard-1', [added(8, april), changed(9, april, may)]);
  await projectTallies(tableOf, 'shard-1', [changed(10, may, undefined)]);

  const counts = Object.values(await stored(tenantId)).flatMap((item) => Object.values(item));
  expect(counts.every((count) => count === 0)).toBe(true);
});

test('marks compare as numbers: event 10 comes after event 9', async () => {
  const tenantId = newTenant();

  await projectTallies(tableOf, 'shard-1', [added(9, record(tenantId, {}))]);
  await projectTallies(tableOf, 'shard-1', [added(10, record(tenantId, {}))]);

  expect((await stored(tenantId))['all#community']?.['serviceRecords']).toBe(2);
});

test('each shard has its own mark, and marks of shards long gone are dropped', async () => {
  const tenantId = newTenant();

  for (let shard = 0; shard < 20; shard++) {
    await projectTallies(tableOf, `shard-${shard}`, [added(100 + shard, record(tenantId, {}))]);
    await projectTallies(tableOf, `shard-${shard}`, [added(100 + shard, record(tenantId, {}))]);
  }

  expect((await stored(tenantId))['all#community']?.['serviceRecords']).toBe(20);
  expect(await marksOn(tenantId, 'all#community')).toBe(16);
});

test('an event that touches more attributes than one write takes is still counted whole', async () => {
  const tenantId = newTenant();
  const days = Array.from({ length: 28 }, (_, i) => `2019-04-${String(i + 1).padStart(2, '0')}`);
  const events = days.flatMap((day, i) => [
    added(4 * i + 1, record(tenantId, { servedOn: day })),
    added(4 * i + 2, volunteer(tenantId, day)),
    added(4 * i + 3, card(tenantId, 'unit', day)),
    added(4 * i + 4, card(tenantId, 'courtyard', day)),
  ]);

  await projectTallies(tableOf, 'shard-1', events);

  const counters = await stored(tenantId);
  expect(Object.keys(counters['2019-04#community'] ?? {})).toHaveLength(8 * 28);
  expect(counters['community#2019-04']?.['volunteers']).toBe(28);
});

test('a failure under way is told, and the same batch again completes the count', async () => {
  const tenantId = newTenant();
  const events = [added(1, record(tenantId, {})), added(2, volunteer(tenantId, '2019-04-01'))];

  await expect(projectTallies(failingAfter(1), 'shard-1', events)).rejects.toThrow('cut');
  await projectTallies(tableOf, 'shard-1', events);

  expect((await stored(tenantId))['all#community']).toEqual(
    expect.objectContaining({ serviceRecords: 1, volunteers: 1 }),
  );
});

test('however a stream is cut, repeated, replayed or broken off, every event counts once', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(delivery, { maxLength: 6 }), async (steps, deliveries) => {
      const tenantId = newTenant();
      const events = eventsOf(tenantId, steps);

      let frontier = 0;
      for (const { back, length, twice, writes } of deliveries) {
        const start = Math.max(0, frontier - back);
        const batch = events.slice(start, start + length);
        const sent = twice ? [...batch, ...batch] : batch;
        const done = await projectTallies(failingAfter(writes), 'shard-1', sent).then(
          () => true,
          () => false,
        );
        if (done) frontier = Math.max(frontier, Math.min(events.length, start + length));
      }
      await projectTallies(tableOf, 'shard-1', events.slice(frontier));

      expect(withoutZeros(await stored(tenantId))).toEqual(withoutZeros(countedOnce(events)));
    }),
    { numRuns: 60 },
  );
});

// --- what happens to records -------------------------------------------------------------------------------------

type Image = Record<string, unknown>;

const record = (tenantId: string, fields: Image): Image => ({
  pk: `${tenantPrefix(tenantId)}serviceRecord`,
  __edb_e__: 'serviceRecord',
  servedOn: '2019-04-12',
  courtyardId: 'cyd_a',
  durationMinutes: 90,
  points: 15,
  peopleServed: 2,
  ...fields,
});

const volunteer = (tenantId: string, registeredOn: string | undefined): Image => ({
  pk: `${tenantPrefix(tenantId)}volunteer`,
  __edb_e__: 'volunteer',
  partyMember: true,
  registeredOn,
});

const card = (tenantId: string, cardType: string, openedOn: string): Image => ({
  pk: `${tenantPrefix(tenantId)}card`,
  __edb_e__: 'card',
  cardType,
  openedOn,
});

const changed = (sequence: number, was: Image | undefined, is: Image | undefined): StreamEvent => ({
  sequence: String(sequence),
  ...(was === undefined ? {} : { oldImage: was }),
  ...(is === undefined ? {} : { newImage: is }),
});
const added = (sequence: number, image: Image) => changed(sequence, undefined, image);

const state = fc.option(
  fc.record({
    noun: fc.constantFrom('serviceRecord' as const, 'volunteer' as const),
    day: fc.constantFrom('2019-03-31', '2019-04-01', '2019-04-12', undefined),
    courtyardId: fc.constantFrom('cyd_a', 'cyd_b', undefined),
    minutes: fc.integer({ min: 1, max: 600 }),
  }),
  { nil: undefined },
);

/** Five records, each step putting one of them into a new state. */
const history = fc.array(fc.record({ which: fc.nat(4), state }), { maxLength: 25 });

const delivery = fc.record({
  back: fc.nat(12),
  length: fc.integer({ min: 1, max: 12 }),
  twice: fc.boolean(),
  writes: fc.constantFrom(0, 1, 3, 1000),
});

function eventsOf(tenantId: string, steps: { which: number; state: ReturnType<typeof stateOf> }[]) {
  const now = new Map<number, Image | undefined>();
  return steps.map((step, i) => {
    const was = now.get(step.which);
    const is = step.state === undefined ? undefined : imageOf(tenantId, step.state);
    now.set(step.which, is);
    return changed(7 + i, was, is);
  });
}

const stateOf = (value: typeof state extends fc.Arbitrary<infer S> ? S : never) => value;

const imageOf = (tenantId: string, now: NonNullable<ReturnType<typeof stateOf>>): Image =>
  now.noun === 'volunteer'
    ? { ...volunteer(tenantId, now.day), courtyardId: now.courtyardId }
    : record(tenantId, {
        servedOn: now.day ?? '2018-12-01',
        courtyardId: now.courtyardId,
        durationMinutes: now.minutes,
      });

// --- the counters, as stored and as they must be -----------------------------------------------------------------

type Counters = Record<string, Record<string, number>>;

const tableOf = (tenantId: string) => new Table(made.client, made.tableName, tenantPrefix(tenantId));

/** A table whose connection is cut after so many writes. */
function failingAfter(writes: number) {
  let left = writes;
  const client = localDocumentClient(engine.endpoint);
  client.middlewareStack.add(
    (next) => async (args) => {
      if (left-- <= 0) throw new Error('cut');
      return next(args);
    },
    { step: 'initialize', name: 'cut' },
  );
  return (tenantId: string) => new Table(client, made.tableName, tenantPrefix(tenantId));
}

async function stored(tenantId: string): Promise<Counters> {
  const counters: Counters = {};
  for await (const item of tableOf(tenantId).eachStored('tally')) {
    counters[String(item['sk'])] = Object.fromEntries(
      Object.entries(item).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  }
  return counters;
}

async function marksOn(tenantId: string, sortKey: string): Promise<number> {
  const range = { from: sortKey, to: sortKey };
  for await (const item of tableOf(tenantId).eachStored('tally', range)) {
    return Object.keys(item).filter((name) => name.startsWith('~')).length;
  }
  return 0;
}

function countedOnce(events: readonly StreamEvent[]): Counters {
  const counters: Counters = {};
  for (const event of events) {
    for (const [image, sign] of [[event.newImage, 1] as const, [event.oldImage, -1] as const]) {
      for (const step of contributionsOf(image).flatMap(stepsOf)) {
        counters[step.sortKey] ??= {};
        const item = counters[step.sortKey] as Record<string, number>;
        item[step.attribute] = (item[step.attribute] ?? 0) + sign * step.by;
      }
    }
  }
  return counters;
}

/** A counter that never was and one that is back at 0 say the same. */
function withoutZeros(counters: Counters): Counters {
  const kept = Object.entries(counters).map(
    ([key, item]) =>
      [key, Object.fromEntries(Object.entries(item).filter(([, count]) => count !== 0))] as const,
  );
  return Object.fromEntries(kept.filter(([, item]) => Object.keys(item).length > 0));
}

const onDay = (day: string, figures: Record<string, number>) =>
  Object.fromEntries(Object.entries(figures).map(([metric, by]) => [`${metric}@${day}`, by]));
