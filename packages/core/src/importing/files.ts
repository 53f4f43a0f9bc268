import { z } from 'zod';
import type { Instant } from '../kernel/index.ts';

/**
 * Where a file may be sent without passing through the API, which on AWS takes 6 MB at most. It is good for one key and
 * for a body of exactly the announced size. `url` is absolute, or begins with `/` and is then on the API's own address;
 * `headers` are sent as they are.
 */
export const UploadTarget = z.object({
  url: z.string(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
  expiresAt: z.string(),
});
export type UploadTarget = z.infer<typeof UploadTarget>;

/** How long a target is good for. It is asked for right before sending, and only the beginning must fall within it. */
export const UPLOAD_LIFE_SECONDS = 5 * 60;

/**
 * Where uploaded workbooks and import findings lie: a folder on one machine, a bucket on AWS. Keys begin with
 * `T/<tenantId>/` so that a bucket policy can keep communities apart as the table's keys do; those of files that were
 * sent and not yet taken in with `U/<tenantId>/`, so that they can be forgotten after days.
 */
export interface Files {
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** The whole content; rejects when there is no such file. */
  read(key: string): Promise<Uint8Array>;
  exists(key: string): Promise<boolean>;
  /** A path on this machine with the file's content, for readers that seek. */
  localPath(key: string): Promise<string>;
  remove(key: string): Promise<void>;
  /** A permission to put a file of `bytes` bytes under this key, for `UPLOAD_LIFE_SECONDS` from `now`. */
  uploadTarget(key: string, allowed: { bytes: number; now: Instant }): Promise<UploadTarget>;
}

export const importFileKey = (tenantId: string, importId: string, name: string) =>
  `T/${tenantId}/imports/${importId}/${name}`;

export const uploadKey = (tenantId: string, uploadId: string) => `U/${tenantId}/${uploadId}`;
