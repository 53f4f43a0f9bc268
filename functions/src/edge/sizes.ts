import { LinliError } from '@linli/core/kernel';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { refuse } from './refuse.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

const URL_BYTES = 8 * KiB;
export const HEADER_BYTES = 16 * KiB;
const SIGN_IN_BYTES = 64 * KiB;
const INPUT_BYTES = MiB;

/** Where a form may carry a community's ledgers; everywhere else a megabyte is more than anybody types. */
const TAKES_FILES = [
  /^\/api\/v1\/communities\/[^/]+\/importing\/imports\/[^/]+\/files$/,
  /^\/console\/[^/]+\/importing(\/|$)/,
  /^\/district\/[^/]+\/ledgers\//,
];
/** Takes exactly what was announced, and counts while it comes (local/files.ts); on AWS that is the bucket's to do. */
const TAKES_AN_UPLOAD = /^\/api\/uploads\/[^/]+$/;
const SIGNS_IN = /^\/(auth|sign-in|sign-out)(\/|$)/;

/**
 * What one request may be: its address and headers, and its content by the kind of address it goes to. `formBytes`: the
 * most that a form with files carries here. Answered as 414, 431 and 413, in words, without reading on.
 */
export function withinSizes({ formBytes }: { formBytes: number }) {
  const files = atMost(
    formBytes,
    new LinliError('limit_exceeded', 'bodyTooLarge', { params: { max: formBytes / MiB } }),
  );
  const input = atMost(INPUT_BYTES, tooLarge(INPUT_BYTES));
  const signIn = atMost(SIGN_IN_BYTES, tooLarge(SIGN_IN_BYTES));
  return createMiddleware(async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    if (pathname.length + search.length > URL_BYTES)
      return refuse(c, new LinliError('limit_exceeded', 'addressTooLong'), 414);
    if (bytesOf(c.req.raw.headers) > HEADER_BYTES)
      return refuse(c, new LinliError('limit_exceeded', 'headersTooLarge'), 431);
    if (TAKES_AN_UPLOAD.test(pathname)) return next();
    if (SIGNS_IN.test(pathname)) return signIn(c, next);
    return TAKES_FILES.some((path) => path.test(pathname)) ? files(c, next) : input(c, next);
  });
}

const tooLarge = (bytes: number) =>
  new LinliError('limit_exceeded', 'inputTooLarge', { params: { max: bytes / KiB } });

const atMost = (maxSize: number, refusal: LinliError) =>
  bodyLimit({
    maxSize,
    onError: (c) => {
      // What is still under way would otherwise be read to its end, however long it is.
      c.header('connection', 'close');
      return refuse(c, refusal, 413);
    },
  });

function bytesOf(headers: Headers): number {
  let bytes = 0;
  for (const [name, value] of headers) bytes += name.length + value.length + 4;
  return bytes;
}
