import { type Grant, type Instant, LinliError, type Role } from '../kernel/index.ts';

/** Something somebody has, beside the password they know: an authenticator app, and recovery codes for when it is lost. */
export type SecondFactor = {
  /** Encrypted by whoever can check a code; never read here. */
  secret: string;
  since: Instant;
  /** The half minute of the last code that was taken: no code is taken twice. */
  lastStep: number;
  /** Hashes of the recovery codes that are left. */
  recovery: readonly string[];
};

/** Roles that open a whole community or district: in a deployed stack nobody has them with a password alone. */
const DEMANDING: readonly Role[] = ['districtAdministrator', 'communityAdministrator'];

export const demandsSecondFactor = (grants: readonly Grant[]): boolean =>
  grants.some(({ role }) => DEMANDING.includes(role));

/** What a session still waits for before it has any rights. */
export type StepLeft = 'secondFactor' | 'enrolment';

/**
 * `strong`: two things were shown already. `handed`: a password and the code an administrator handed over were.
 * `demanded`: this deployment asks two things of administrators.
 */
export function stepLeft(
  user: { secondFactor?: unknown; secondFactorReset?: unknown; grants: unknown },
  { strong = false, handed = false, demanded = false },
): StepLeft | undefined {
  if (strong) return undefined;
  // Also when the code has run out: a lost factor never leaves a password alone to be enough.
  if (user.secondFactorReset !== undefined) return handed ? 'enrolment' : 'secondFactor';
  if (user.secondFactor !== undefined) return 'secondFactor';
  return demanded && demandsSecondFactor(user.grants as Grant[]) ? 'enrolment' : undefined;
}

export const codeWrong = () => new LinliError('unauthenticated', 'codeWrong', { field: 'code' });
