import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Instant } from '@linli/core/kernel';
import { z } from 'zod';

/** What a token allows: a body of exactly `bytes` bytes under this key, until then. */
const Allowed = z.object({ key: z.string(), bytes: z.number().int(), expiresAt: z.string() });
type Allowed = z.infer<typeof Allowed>;

/**
 * Permissions to upload, signed so that nobody else can make or change one. The secret lives as long as the process:
 * tokens last minutes, and after a restart the sender asks for a new one.
 */
export class UploadTokens {
  readonly #secret = randomBytes(32);

  sign(allowed: Allowed): string {
    const said = Buffer.from(JSON.stringify(allowed)).toString('base64url');
    return `${said}.${this.#signatureOf(said).toString('base64url')}`;
  }

  /** What the token allows now; nothing for one that is not ours, was changed, or has run out. */
  read(token: string, now: Instant): Allowed | undefined {
    const [said = '', signature = '', ...more] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.#signatureOf(said);
    if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const allowed = Allowed.parse(JSON.parse(Buffer.from(said, 'base64url').toString('utf8')));
    return Date.parse(now) < Date.parse(allowed.expiresAt) ? allowed : undefined;
  }

  #signatureOf(said: string): Buffer {
    return createHmac('sha256', this.#secret).update(said).digest();
  }
}
