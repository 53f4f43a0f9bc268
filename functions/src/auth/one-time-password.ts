import { randomInt, timingSafeEqual } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import type { Instant } from '@linli/core/kernel';

/** RFC 6238 as every authenticator app does it: six digits, half a minute. */
const STEP_MS = 30_000;
/** A clock that is half a minute off, either way, is still right. */
const STEPS_OFF = [0, -1, 1];

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** 24 letters and digits, 143 bits. */
export const newOtpSecret = (): string =>
  Array.from({ length: 24 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** What an app reads from the square code, or is told by hand (`secret` in it). */
export const otpAddress = (secret: string, account: string): string =>
  createOTP(secret).url('Linli 邻里', account);

/** The half minute to which a code belongs, by the clock that is handed in; undefined for a wrong one. */
export async function stepOfCode(secret: string, code: string, now: Instant): Promise<number | undefined> {
  const step = Math.floor(Date.parse(now) / STEP_MS);
  const otp = createOTP(secret);
  const codes = await Promise.all(STEPS_OFF.map((off) => otp.hotp(step + off)));
  const found = codes.findIndex((right) => same(right, code));
  return found < 0 ? undefined : step + (STEPS_OFF[found] ?? 0);
}

const same = (right: string, shown: string): boolean =>
  right.length === shown.length && timingSafeEqual(Buffer.from(right), Buffer.from(shown));
