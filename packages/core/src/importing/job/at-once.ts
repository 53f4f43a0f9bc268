/**
 * Does the same to each of many, a few at a time: enough to hide the round trips, few enough not to flood the table.
 * When one fails no further one is begun, and those under way are waited for, so that nothing is written after it threw.
 */
export async function atOnce<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
  workers = 16,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async () => {
    for (let next = waiting.next(); next.done !== true && failures.length === 0; next = waiting.next()) {
      await work(next.value).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  if (failures.length > 0) throw failures[0];
}
