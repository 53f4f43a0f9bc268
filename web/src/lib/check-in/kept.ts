/** A check-in or check-out as it was pressed: `id` is this telephone's own, so that it can be sent any number of times. */
export type Kept = { id: string; what: 'in' | 'out'; at: string; shiftId?: string; volunteerId?: string };

/** What the API says became of one. */
type Outcome = {
  id: string;
  outcome: 'recorded' | 'already' | 'refused';
  refusal?: Record<'zh-CN' | 'en', string>;
};

/** `offline`: nobody answered, and all is kept; `signedOut`: it is kept until somebody has signed in again. */
export type Sent = { state: 'offline' | 'signedOut' | 'sent'; outcomes: Outcome[] };

// A telephone on the office's own network has no secure context, where `randomUUID` is missing.
const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** What this telephone keeps of one shift, oldest first. */
export function keptIn(key: string): Kept[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as Kept[];
  } catch {
    return [];
  }
}

const put = (key: string, kept: readonly Kept[]): void =>
  kept.length === 0 ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(kept));

/** Kept before it is sent, so that nothing is lost when the page goes or the network does; pressed twice it is kept once. */
export function keep(key: string, one: Omit<Kept, 'id' | 'at'>): Kept {
  const before = keptIn(key);
  const same = before.find(({ what, volunteerId }) => what === one.what && volunteerId === one.volunteerId);
  if (same !== undefined) return same;
  const kept = { ...one, id: newId(), at: new Date().toISOString() };
  put(key, [...before, kept]);
  return kept;
}

const AT_ONCE = 50;

/**
 * Sends what is kept and forgets what was answered, be it with a refusal. Whatever is sent twice the server tells by
 * volunteer and shift, so that an answer that was lost costs nothing.
 */
export async function sendKept(key: string, address: string, beside: object = {}): Promise<Sent> {
  const items = keptIn(key).slice(0, AT_ONCE);
  if (items.length === 0) return { state: 'sent', outcomes: [] };
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify({ ...beside, items }),
  }).catch(() => undefined);
  if (response?.status === 401) return { state: 'signedOut', outcomes: [] };
  if (!response?.ok) return { state: 'offline', outcomes: [] };
  const { items: outcomes } = (await response.json()) as { items: Outcome[] };
  const answered = new Set(outcomes.map(({ id }) => id));
  put(
    key,
    keptIn(key).filter(({ id }) => !answered.has(id)),
  );
  return { state: 'sent', outcomes };
}
