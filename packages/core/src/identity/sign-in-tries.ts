import { type Instant, LinliError } from '../kernel/index.ts';
import { write } from '../table/index.ts';
import { SignInTries } from './entities.ts';
import type { Keeper } from './record.ts';
import { tokenHashOf } from './session.ts';

/**
 * What is limited, and to how many tries in how many minutes. Windows begin by the clock: whoever is locked out waits
 * until one ends and no longer.
 */
const LIMITS: Record<
  'account' | 'origin' | 'device' | 'codesTo' | 'codesFrom' | 'codesToDevice',
  { tries: number; minutes: number }
> = {
  /** Enough for a person who mistypes; too few to guess. By the account that was named, whether it exists or not. */
  account: { tries: 10, minutes: 15 },
  /** An office shares one address, so an origin may try for many accounts. */
  origin: { tries: 60, minutes: 15 },
  /** A device that has signed this account in before has tries of its own: a stranger who uses up the account's does not lock it out. */
  device: { tries: 10, minutes: 15 },
  /** Codes sent to one number: each costs money and wakes somebody up. */
  codesTo: { tries: 5, minutes: 60 },
  codesFrom: { tries: 30, minutes: 60 },
  codesToDevice: { tries: 5, minutes: 60 },
};

export type TrySubject = { kind: keyof typeof LIMITS; name: string };

/** Takes one try before anything is looked at; the limit is the write's own condition. Throws `rate_limited`. */
export async function takeTry(keeper: Keeper, subject: TrySubject, now: Instant): Promise<void> {
  const { tries: limit } = LIMITS[subject.kind];
  const { window, expiresAt } = windowAt(subject, now);
  const operation = SignInTries.upsert({ ...keyOf(keeper, subject), window, expiresAt })
    .add({ tries: 1 })
    .where(({ tries }, { lt, notExists }) => `${notExists(tries)} OR ${lt(tries, limit)}`);
  const seconds = secondsLeft(subject.kind, now);
  await keeper.table.commit([
    write(
      operation,
      new LinliError('rate_limited', 'tooManyTries', {
        params: { seconds, minutes: Math.ceil(seconds / 60) },
      }),
    ),
  ]);
}

/** Gives the try back after the right answer, so that only failures count. */
export async function giveTryBack(keeper: Keeper, subject: TrySubject, now: Instant): Promise<void> {
  const { window } = windowAt(subject, now);
  const operation = SignInTries.upsert({ ...keyOf(keeper, subject), window }).add({ tries: -1 });
  await keeper.table.commit([write(operation, new LinliError('conflict', 'alreadyChanged'))]);
}

/** Whole seconds until tries start anew. */
function secondsLeft(kind: TrySubject['kind'], now: Instant): number {
  const length = LIMITS[kind].minutes * 60_000;
  return Math.ceil((length - (Date.parse(now) % length)) / 1000);
}

function windowAt({ kind }: TrySubject, now: Instant) {
  const length = LIMITS[kind].minutes * 60_000;
  const start = Math.floor(Date.parse(now) / length) * length;
  return { window: new Date(start).toISOString(), expiresAt: (start + length) / 1000 };
}

// Hashed: what was typed or sent may hold anything, even a password in the wrong box, and a key separator.
const keyOf = ({ districtId }: Keeper, { kind, name }: TrySubject) => ({
  districtId,
  subject: `${kind}_${tokenHashOf(name)}`,
});
