import { createHmac } from 'node:crypto';
import { type Instant, LinliError } from '@linli/core/kernel';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { AuthDependencies } from './environment.ts';

type Secret = Pick<AuthDependencies, 'secret'>;
type Sealed<T> = { content: T; made: Instant };

/**
 * What a browser holds for us between two steps, sealed: nothing is kept of steps that nobody goes on with. `purpose`: it is
 * good for no other.
 */
export const sealTicket = (deps: Secret, purpose: string, content: object, now: Instant): Promise<string> =>
  symmetricEncrypt({ key: keyFor(deps, purpose), data: JSON.stringify({ content, made: now }) });

/** Throws `conflict` for a ticket that is none of ours, or older than `minutes`. */
export async function openTicket<T extends object>(
  deps: Secret,
  purpose: string,
  ticket: string,
  { minutes, now }: { minutes: number; now: Instant },
): Promise<Sealed<T>> {
  const text = await symmetricDecrypt({ key: keyFor(deps, purpose), data: ticket }).catch(() => undefined);
  const opened = text === undefined ? undefined : (JSON.parse(text) as Sealed<T>);
  if (opened === undefined || Date.parse(now) - Date.parse(opened.made) >= minutes * 60_000)
    throw new LinliError('conflict', 'offerRunOut');
  return opened;
}

const keyFor = ({ secret }: Secret, purpose: string): string =>
  createHmac('sha256', secret).update(`ticket ${purpose}`).digest('base64url');
