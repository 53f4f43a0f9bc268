import type { Instant } from '../kernel/index.ts';
import { newSpokenCode, spokenCodeHash } from './spoken-code.ts';

/** Stands in for something that was lost: a code an administrator hands its owner, good for replacing it and no more. */
export type HandedCode = { codeHash: string; until: Instant };

/** As long as an administrator has to reach their colleague. */
const HOURS = 24;

/** What was lost. A code for one replaces no other. */
type Lost = 'secondFactor' | 'password';

const PURPOSES: Readonly<Record<Lost, string>> = {
  secondFactor: 'second factor reset',
  password: 'password reset',
};

export function newHandedCode(lost: Lost, now: Instant): { code: string; kept: HandedCode } {
  const code = newSpokenCode();
  const until = new Date(Date.parse(now) + HOURS * 60 * 60_000).toISOString();
  return { code, kept: { codeHash: spokenCodeHash(PURPOSES[lost], code), until } };
}

/** `kept`: what the account has of such a code, if anything. */
export function codeMatches(lost: Lost, kept: unknown, typed: string, now: Instant): boolean {
  const handed = kept as HandedCode | undefined;
  return (
    handed !== undefined && now < handed.until && handed.codeHash === spokenCodeHash(PURPOSES[lost], typed)
  );
}
