import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Files, UPLOAD_LIFE_SECONDS } from '@linli/core/importing';
import { bound } from './environment.ts';
import { credentialsOf } from './tenants.ts';

/** Files in the bucket. Each key names its community, whose credentials are the only ones used for it. */
export function openBucket(): Files {
  const Bucket = bound('FILES_BUCKET_ARN').split(':::')[1];
  const bodyOf = async (key: string) => {
    const { Body } = await clientFor(key).send(new GetObjectCommand({ Bucket, Key: key }));
    if (Body === undefined) throw new Error(`The bucket answered without the content of ${key}`);
    return Body;
  };
  return {
    async write(key, bytes) {
      await clientFor(key).send(new PutObjectCommand({ Bucket, Key: key, Body: bytes }));
    },
    read: async (key) => (await bodyOf(key)).transformToByteArray(),
    // Not by `HEAD`, which S3 answers with "forbidden" for a missing object unless the whole bucket may be listed.
    async exists(key) {
      const { Contents = [] } = await clientFor(key).send(
        new ListObjectsV2Command({ Bucket, Prefix: key, MaxKeys: 1 }),
      );
      return Contents.some((object) => object.Key === key);
    },
    async localPath(key) {
      const path = join(await localFolder(), basename(key));
      await pipeline((await bodyOf(key)) as Readable, createWriteStream(path));
      return path;
    },
    async remove(key) {
      await clientFor(key).send(new DeleteObjectCommand({ Bucket, Key: key }));
    },
    async uploadTarget(key, { bytes, now }) {
      // The length is among the signed headers, so S3 refuses a body of any other. A community's credentials are
      // renewed five minutes before they end, so the signature never outlives them.
      const url = await getSignedUrl(
        clientFor(key),
        new PutObjectCommand({ Bucket, Key: key, ContentLength: bytes }),
        { expiresIn: UPLOAD_LIFE_SECONDS, signingDate: new Date(now) },
      );
      const expiresAt = new Date(Date.parse(now) + UPLOAD_LIFE_SECONDS * 1000).toISOString();
      return { url, method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, expiresAt };
    },
  };
}

let last: { tenantId: string; client: S3Client } | undefined;

/** One import is worked on at a time, so the last community's client is the one most likely wanted next. */
function clientFor(key: string): S3Client {
  const tenantId = /^[TU]\/([a-z0-9_]+)\//.exec(key)?.[1];
  if (tenantId === undefined) throw new Error(`Not a community's file: ${key}`);
  if (last?.tenantId !== tenantId)
    last = {
      tenantId,
      client: new S3Client({
        credentials: credentialsOf(tenantId, 'whole'),
        // Otherwise the SDK signs the checksum of an empty body into every upload's address.
        requestChecksumCalculation: 'WHEN_REQUIRED',
      }),
    };
  return last.client;
}

/** A container has 512 MB of disk and a workbook at most 40 MiB. */
const KEPT_LOCALLY = 8;
const kept: string[] = [];

/** A folder for one copy; the ones of long ago make room. */
async function localFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-'));
  kept.push(folder);
  for (const old of kept.splice(0, Math.max(0, kept.length - KEPT_LOCALLY)))
    await rm(old, { recursive: true });
  return folder;
}
