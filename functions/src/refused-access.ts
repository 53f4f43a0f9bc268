import type { LinliError } from '@linli/core/kernel';

type Refused = {
  requestId: string;
  method: string;
  /** As it is written in the router: what somebody put into an address may be anything. */
  route: string;
  /** Who asked, where somebody was signed in. */
  actorId?: string | undefined;
  address?: string | undefined;
};

/**
 * The log line of a refusal that security asks after (OWASP ASVS 5.0, V16.3): somebody was not who they said, may not do what
 * they asked for, or asked too often. Undefined for every other, and for a page that only asks to sign in first. Whoever came
 * in is in the audit trail.
 */
export function refusedAccess(error: LinliError, refused: Refused): Record<string, unknown> | undefined {
  const told =
    error.code === 'forbidden' ||
    error.code === 'rate_limited' ||
    (error.code === 'unauthenticated' && !ONLY_NOT_SIGNED_IN.includes(error.reason));
  if (!told) return undefined;
  return { level: 'warn', event: 'accessRefused', code: error.code, reason: error.reason, ...refused };
}

const ONLY_NOT_SIGNED_IN: readonly string[] = ['signInFirst', 'secondFactorFirst', 'enrolmentFirst'];
