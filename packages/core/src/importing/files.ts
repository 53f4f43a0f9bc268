/**
 * Where uploaded workbooks and import findings lie: a folder on one machine, a bucket on AWS. Keys begin with
 * `T/<tenantId>/` so that a bucket policy can keep communities apart as the table's keys do.
 */
export interface Files {
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** The whole content; rejects when there is no such file. */
  read(key: string): Promise<Uint8Array>;
  exists(key: string): Promise<boolean>;
  /** A path on this machine with the file's content, for readers that seek. */
  localPath(key: string): Promise<string>;
  remove(key: string): Promise<void>;
}

export const importFileKey = (tenantId: string, importId: string, name: string) =>
  `T/${tenantId}/imports/${importId}/${name}`;
