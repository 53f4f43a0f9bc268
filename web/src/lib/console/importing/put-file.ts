import { m } from '#lib/paraglide/messages.js';
import { NotTaken, type Target } from './upload-api.ts';

/**
 * Sends a file to its target and says how many bytes have gone. Not with `fetch`, which does not tell how far a body
 * has got. Rejects with `NotTaken`.
 */
export function putFile(
  { url, method, headers }: Target,
  file: File,
  sent: (bytes: number) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = new XMLHttpRequest();
  request.open(method, url);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.upload.addEventListener('progress', ({ loaded }) => sent(loaded));
  request.addEventListener('load', () => {
    if (request.status === 200) resolve();
    else reject(new NotTaken(m.console_file_not_stored({ status: String(request.status) })));
  });
  request.addEventListener('error', () => reject(new NotTaken(m.console_file_lost())));
  request.send(file);
  return promise;
}
