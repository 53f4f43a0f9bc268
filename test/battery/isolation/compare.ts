/** All that somebody who asks can see and measure of an answer. */
export type Seen = { status: number; headers: [string, string][]; text: string; commands: string[] };

/**
 * What tells two answers apart, or undefined where nothing does. What differs in every answer is left out: request ids,
 * ids and codes that are made anew; and what was itself put into the request, where it is said again.
 */
export function differenceBetween(
  one: Seen,
  other: Seen,
  said: { one: string; other: string },
): string | undefined {
  // A list of all communities says theirs whatever was asked.
  const [a, b] = [plain(one, [said.one, said.other]), plain(other, [said.other, said.one])];
  if (a.status !== b.status)
    return `status ${a.status} and ${b.status}: ${a.text.slice(0, 160)} | ${b.text.slice(0, 160)}`;
  if (a.text !== b.text) return `${a.text.slice(0, 200)} | ${b.text.slice(0, 200)}`;
  if (a.headers !== b.headers) return `headers ${a.headers} | ${b.headers}`;
  if (a.commands !== b.commands) return `asks the table ${a.commands} | ${b.commands}`;
  return undefined;
}

const plain = ({ status, headers, text, commands }: Seen, said: readonly string[]) => ({
  status,
  text: withoutSaid(inOrder(text), said),
  headers: withoutSaid(
    JSON.stringify(headers.filter(([name]) => name !== 'x-request-id' && name !== 'content-length')),
    said,
  ),
  commands: [...commands].sort().join(', '),
});

// Ids and codes, a card's number and its PIN, digests of what was said, and how far an erasure came in its time.
const NEW_EACH_TIME =
  /\b[0-9a-f]{16}\b|\b(?:[a-z]{3}_[0-9a-z]{26}|[a-z2-8]{4}-[a-z2-8]{4}-[a-z2-8]{4})|(?<=\/api\/uploads\/)[\w.-]+|(?<="(?:cardNumber|pin)":")\d+|(?<="code":")[0-9a-z]{26}(?=")|"records":\d+,"state":"(?:more|done)"/g;

function withoutSaid(text: string, all: readonly string[]): string {
  const forms = all.flatMap((said) => [
    JSON.stringify(said).slice(1, -1),
    said,
    encodeURIComponent(said),
    // Names are trimmed before they are said again.
    said.trim(),
  ]);
  const without = forms.reduce((rest, form) => (form === '' ? rest : rest.replaceAll(form, '<said>')), text);
  return without.replace(NEW_EACH_TIME, '<new>');
}

/** The engine gives the fields of a map in another order each time; that tells nobody anything. */
function inOrder(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  } catch {
    return text;
  }
}
