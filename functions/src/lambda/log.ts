import { loggable } from '../log-line.ts';

/** One JSON line an entry; Lambda's JSON log format adds the time and its own request id. */
export function log(entry: Record<string, unknown>): void {
  if (entry['level'] === 'error') console.error(loggable(entry));
  else console.info(loggable(entry));
}
