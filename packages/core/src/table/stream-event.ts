/** One change of one item as the table's stream tells it; images are plain items, `__edb_e__` names their noun. */
export type StreamEvent = {
  /** Decimal digits, growing within a shard. */
  sequence: string;
  newImage?: Record<string, unknown>;
  oldImage?: Record<string, unknown>;
};

/** Sequence numbers differ in length; padded, text order is their order. DynamoDB's have at most 40 digits. */
export const markOf = (sequence: string): string => sequence.padStart(40, '0');

/** The events of a batch in their order. A batch may hold the same event twice: a sequence number is one event's own. */
export function inOrderOnce(events: readonly StreamEvent[]): [mark: string, StreamEvent][] {
  const once = new Map(events.map((event) => [markOf(event.sequence), event]));
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1));
}
