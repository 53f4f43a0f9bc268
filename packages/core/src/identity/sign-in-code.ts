import { z } from 'zod';
import { type Instant, LinliError } from '../kernel/index.ts';
import { type Write, write } from '../table/index.ts';
import { SignInCodes } from './entities.ts';
import type { Keeper } from './record.ts';
import { codeWrong } from './second-factor.ts';
import { tokenHashOf } from './session.ts';

export const CODE_MINUTES = 10;
/** Of a million codes; whoever asked for the code has its ticket, so that nobody else can use these up. */
const TRIES_PER_CODE = 5;

/** A number as it is kept and written to: of China without its prefix, others with theirs. */
export const Phone = z
  .string()
  .transform((typed) =>
    typed
      .normalize('NFKC')
      .replace(/[\s()-]/g, '')
      .replace(/^(\+86|0086)/, ''),
  )
  .pipe(z.string().regex(/^(1[3-9]\d{9}|\+[1-9]\d{6,14})$/, 'phoneForm'));

/** What somebody who asked for a code gets hold of, beside the code on the phone. */
export type CodeRequest = {
  ticket: string;
  codeHash: string;
  /** `signIn` for whoever has the phone on their account; `phone` to put it on one. */
  purpose: 'signIn' | 'phone';
  /** Absent where no account has the phone: that code signs nobody in, and nobody is sent it. */
  userId?: string | undefined;
  phone: string;
};

/**
 * The writes that keep a code; `message` sends it in the same commit. Where nobody is to be sent it, another item stands in
 * the message's place, so that the work does not tell whether an account has this phone.
 */
export function keepCode(
  { districtId }: Keeper,
  { ticket, ...request }: CodeRequest,
  message: Write | undefined,
  now: Instant,
): Write[] {
  const goodUntil = goodUntilOf(now);
  const kept = {
    ...request,
    districtId,
    tries: 0,
    goodUntil,
    expiresAt: Math.ceil(Date.parse(goodUntil) / 1000),
  };
  const keep = (ticketHash: string) =>
    write(SignInCodes.create({ ...kept, ticketHash }), new LinliError('unavailable', 'tooBusy'));
  const ticketHash = tokenHashOf(ticket);
  return [keep(ticketHash), message ?? keep(`unsent_${ticketHash}`)];
}

export const goodUntilOf = (now: Instant): Instant =>
  new Date(Date.parse(now) + CODE_MINUTES * 60_000).toISOString();

/**
 * Takes a code, once, within ten minutes and five tries: a try is counted before the code is looked at, and the right code
 * is gone with it. Throws `unauthenticated` for a code that is wrong, spent, run out or never was.
 */
export async function spendCode(
  { districtId, table }: Keeper,
  { ticket, codeHash, purpose }: { ticket: string; codeHash: string; purpose: CodeRequest['purpose'] },
  now: Instant,
): Promise<{ userId: string | undefined; phone: string }> {
  const key = { districtId, ticketHash: tokenHashOf(ticket) };
  const found = await table.get(SignInCodes, SignInCodes.get(key), { consistent: true });
  const counted = SignInCodes.patch(key)
    .add({ tries: 1 })
    .where(({ tries, goodUntil }, { lt, gt }) => `${lt(tries, TRIES_PER_CODE)} AND ${gt(goodUntil, now)}`);
  await table.commit([write(counted, codeWrong())]);
  if (found?.codeHash !== codeHash || found.purpose !== purpose) throw codeWrong();
  const gone = SignInCodes.remove(key).where(({ codeHash: kept }, { eq }) => eq(kept, codeHash));
  await table.commit([write(gone, codeWrong())]);
  return { userId: found.userId, phone: found.phone };
}
