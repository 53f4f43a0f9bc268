import { once } from 'node:events';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { baseUrl, CommandError, unreachable } from './api.ts';
import { say } from './language.ts';
import type { Ledger } from './ledger-folder.ts';

/** Where the API says a file may be sent. */
export type UploadTarget = { url: string; method: 'PUT'; headers: Record<string, string> };

const PIECE_BYTES = 256 * 1024;

/**
 * Sends a file to its target and says after every piece how many bytes have gone. Not with `fetch`, which names no
 * length for a body that comes in pieces, and S3 asks for one.
 */
export async function sendTo(
  { url, method, headers }: UploadTarget,
  { name, bytes }: Ledger,
  sent: (bytes: number) => void,
): Promise<void> {
  const address = new URL(url, baseUrl());
  const open = address.protocol === 'https:' ? overHttps : overHttp;
  const request = open(address, { method, headers: { ...headers, 'content-length': bytes.length } });
  // What breaks the sending breaks the request too, unless a refusal came first; then the refusal counts.
  pipeline(Readable.from(pieces(bytes, sent)), request).catch(() => {});
  const [response] = await once(request, 'response').catch((cause: unknown) => {
    throw unreachable(address.origin, cause);
  });
  response.resume();
  if (response.statusCode === 200) return;
  throw new CommandError(
    say(
      `${name} 没有传上去（存储服务回答 ${response.statusCode}），请再运行一次。`,
      `${name} was not accepted (the storage answered ${response.statusCode}); run this again.`,
    ),
  );
}

function* pieces(bytes: Uint8Array, sent: (bytes: number) => void): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    const piece = bytes.subarray(from, from + PIECE_BYTES);
    yield piece;
    sent(piece.length);
  }
}
