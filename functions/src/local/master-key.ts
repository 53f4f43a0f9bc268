import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, readFileSync } from 'node:fs';
import type { MasterKey } from '@linli/core/courtyard';

/** One key a line, `<id> <32 bytes in base64url>`, the newest last: that one wraps, each unwraps what it wrapped. */
type Key = { id: string; secret: Uint8Array };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The master key of one machine: a file that only its owner can read, beside the data it protects and to be backed up
 * apart from them. Read anew each time, so that a line added takes effect at once.
 */
export function fileMasterKey(path: string): MasterKey {
  if (!existsSync(path)) addMasterKey(path);
  return {
    async wrap(secret, tenantId) {
      const newest = keysIn(path).at(-1) as Key;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest.secret, nonce);
      cipher.setAAD(Buffer.from(tenantId));
      const box = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
      return `${newest.id}.${box.toString('base64url')}`;
    },
    async unwrap(wrapped, tenantId) {
      const [id, text = ''] = wrapped.split('.');
      const key = keysIn(path).find((each) => each.id === id);
      if (key === undefined) throw new Error(`${path} has no key ${id}`);
      const box = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key.secret, box.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(tenantId));
      decipher.setAuthTag(box.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    },
  };
}

/** Adds a key, with which everything is wrapped from then on. */
function addMasterKey(path: string): void {
  const id = `m${randomBytes(4).toString('hex')}`;
  appendFileSync(path, `${id} ${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
}

const keysIn = (path: string): Key[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [id = '', secret = ''] = line.trim().split(/\s+/);
      return { id, secret: Buffer.from(secret, 'base64url') };
    });
