import type { Files } from '@linli/core/importing';

/** The bucket, opened by the first who needs it: most requests touch no file and should not wait for S3's client. */
export function bucketFiles(): Files {
  let opened: Promise<Files> | undefined;
  const files = () => {
    opened ??= import('./bucket.ts').then(({ openBucket }) => openBucket());
    return opened;
  };
  return {
    write: async (key, bytes) => (await files()).write(key, bytes),
    read: async (key) => (await files()).read(key),
    exists: async (key) => (await files()).exists(key),
    localPath: async (key) => (await files()).localPath(key),
    remove: async (key) => (await files()).remove(key),
    uploadTarget: async (key, allowed) => (await files()).uploadTarget(key, allowed),
  };
}
