/** One JSON line an entry; Lambda's JSON log format adds the time and its own request id. */
export function log(entry: Record<string, unknown>): void {
  if (entry['level'] === 'error') console.error(entry);
  else console.info(entry);
}
