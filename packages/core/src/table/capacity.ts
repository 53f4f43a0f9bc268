import { TABLE } from './names.ts';

/**
 * DynamoDB's published formulas (developer guide: "DynamoDB item sizes and formats", "Read and write operations",
 * "Provisioned throughput considerations for global secondary indexes", "Amazon DynamoDB transactions"), so that a cost
 * is counted the same on every engine: emulators report capacity of their own making.
 */
export type Item = Record<string, unknown>;

/** How a read was asked for: 4 KB cost half a unit, one unit, two units. */
export type Consistency = 'eventual' | 'strong' | 'transactional';

const READ_BYTES = 4096;
const WRITE_BYTES = 1024;
const COLLECTION_OVERHEAD_BYTES = 3;
const ELEMENT_OVERHEAD_BYTES = 1;

/** Bytes of an item: the names and values of its attributes. Absent (`undefined`) attributes are not stored. */
export function itemBytes(item: Item): number {
  return present(item).reduce((sum, [name, value]) => sum + utf8Bytes(name) + valueBytes(value), 0);
}

/** Read units for so many bytes read together: one item of a get, all items of a query. Finding nothing costs a block too. */
export function readUnits(bytes: number, consistency: Consistency): number {
  const blocks = Math.max(1, Math.ceil(bytes / READ_BYTES));
  return blocks * { eventual: 0.5, strong: 1, transactional: 2 }[consistency];
}

/** Write units of the table for one item: the larger of what was there and what is there after. */
export function writeUnits(
  before: Item | undefined,
  after: Item | undefined,
  transactional: boolean,
): number {
  const bytes = Math.max(bytesOf(before), bytesOf(after));
  return blocksWritten(bytes) * (transactional ? 2 : 1);
}

/**
 * Write units of the indexes for one item: a put or a delete for an entry that comes or goes, both when its key changes,
 * one write when only other projected attributes change, none when nothing does. Every index projects all attributes.
 * A transaction prepares on the table only: the indexes follow with single writes.
 */
export function indexWriteUnits(before: Item | undefined, after: Item | undefined): number {
  return TABLE.indexes.reduce((sum, { partitionKey, sortKey }) => {
    const keyOf = (item: Item | undefined) =>
      item?.[partitionKey] === undefined || item[sortKey] === undefined
        ? undefined
        : `${item[partitionKey]}\u0000${item[sortKey]}`;
    const was = keyOf(before);
    const is = keyOf(after);
    if (was === is) return sum + (was === undefined || same(before, after) ? 0 : entryUnits(before, after));
    const removal = was === undefined ? 0 : blocksWritten(bytesOf(before));
    const arrival = is === undefined ? 0 : blocksWritten(bytesOf(after));
    return sum + removal + arrival;
  }, 0);
}

const entryUnits = (before: Item | undefined, after: Item | undefined) =>
  blocksWritten(Math.max(bytesOf(before), bytesOf(after)));

const blocksWritten = (bytes: number) => Math.max(1, Math.ceil(bytes / WRITE_BYTES));

const bytesOf = (item: Item | undefined) => (item === undefined ? 0 : itemBytes(item));

const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return present(value as Item)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)]);
}

const present = (item: Item) => Object.entries(item).filter(([, value]) => value !== undefined);

const utf8Bytes = (text: string) => Buffer.byteLength(text, 'utf8');

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return utf8Bytes(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberBytes(String(value));
  if (typeof value === 'boolean' || value === null) return 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value))
    return value.reduce(
      (sum, element) => sum + ELEMENT_OVERHEAD_BYTES + valueBytes(element),
      COLLECTION_OVERHEAD_BYTES,
    );
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const elements = present(value as Item);
    return COLLECTION_OVERHEAD_BYTES + elements.length * ELEMENT_OVERHEAD_BYTES + itemBytes(value as Item);
  }
  throw new Error(`No published size for a value of this type: ${Object.prototype.toString.call(value)}`);
}

/** One byte for two significant digits and one more; leading and trailing zeroes do not count, a minus sign is a byte. */
function numberBytes(text: string): number {
  const [mantissa = ''] = text.toLowerCase().split('e');
  const digits = mantissa.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}
