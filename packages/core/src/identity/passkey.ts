import { z } from 'zod';
import { type Instant, LinliError } from '../kernel/index.ts';

/** A key pair in somebody's phone, computer or security key, opened there by a finger, a face or a PIN (WebAuthn, level 3). */
export type Passkey = {
  id: string;
  name: string;
  since: Instant;
  /** As the device calls it, in base64url. */
  credentialId: string;
  /** COSE, in base64url. */
  publicKey: string;
  /** How often it was used, where the device counts; devices that copy the key to others say 0 for ever. */
  counter: number;
  transports: readonly string[];
  /** When the last question was put that it answered: no answer is taken to that one or an older one. */
  answered: Instant;
};

/** One a device, and a spare. */
export const PASSKEYS_MAX = 10;

export const PasskeyName = z.string().trim().min(1).max(40);

export const passkeyRefused = () => new LinliError('unauthenticated', 'passkeyRefused');
