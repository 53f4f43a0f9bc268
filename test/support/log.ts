/** A log that shows what went wrong; what was refused, as a test wanted it to be, is no news. */
export function bugsToStderr(entry: Record<string, unknown>): void {
  if (entry['level'] === 'error') process.stderr.write(`${JSON.stringify(entry)}\n`);
}
