import { type Instant, LinliError } from '../kernel/index.ts';
import { write } from '../table/index.ts';
import { SignInTries } from './entities.ts';
import type { Keeper } from './record.ts';
import { tokenHashOf } from './session.ts';

/** Tries start anew every quarter of an hour: whoever is locked out, the owner too, waits that long and no longer. */
export const TRIES_WINDOW_MINUTES = 15;
/** Enough for a person who mistypes; too few to guess a password. */
export const TRIES_PER_ACCOUNT = 10;
/** An office shares one address, so an origin may try for many accounts. */
export const TRIES_PER_ORIGIN = 60;

/** What is being limited: an account by the name that was typed, whether it exists or not, or an origin by its address. */
export type TrySubject = { kind: 'account' | 'origin'; name: string };

const LIMITS: Record<TrySubject['kind'], number> = { account: TRIES_PER_ACCOUNT, origin: TRIES_PER_ORIGIN };
const WINDOW_MS = TRIES_WINDOW_MINUTES * 60_000;

/** Takes one try before the password is looked at; the limit is the write's own condition. Throws `rate_limited`. */
export async function takeTry(keeper: Keeper, subject: TrySubject, now: Instant): Promise<void> {
  const limit = LIMITS[subject.kind];
  const { window, expiresAt } = windowAt(now);
  const operation = SignInTries.upsert({ ...keyOf(keeper, subject), window, expiresAt })
    .add({ tries: 1 })
    .where(({ tries }, { lt, notExists }) => `${notExists(tries)} OR ${lt(tries, limit)}`);
  await keeper.table.commit([
    write(
      operation,
      new LinliError('rate_limited', 'tooManyTries', { params: { seconds: secondsLeft(now) } }),
    ),
  ]);
}

/** Gives the try back after the right password, so that only failures count. */
export async function giveTryBack(keeper: Keeper, subject: TrySubject, now: Instant): Promise<void> {
  const { window } = windowAt(now);
  const operation = SignInTries.upsert({ ...keyOf(keeper, subject), window }).add({ tries: -1 });
  await keeper.table.commit([write(operation, new LinliError('conflict', 'alreadyChanged'))]);
}

/** Whole seconds until tries start anew. */
export const secondsLeft = (now: Instant): number =>
  Math.ceil((WINDOW_MS - (Date.parse(now) % WINDOW_MS)) / 1000);

const windowAt = (now: Instant) => {
  const start = Math.floor(Date.parse(now) / WINDOW_MS) * WINDOW_MS;
  return { window: new Date(start).toISOString(), expiresAt: (start + WINDOW_MS) / 1000 };
};

// Hashed: what was typed or sent may hold anything, even a password in the wrong box, and a key separator.
const keyOf = ({ districtId }: Keeper, { kind, name }: TrySubject) => ({
  districtId,
  subject: `${kind}_${tokenHashOf(name)}`,
});
