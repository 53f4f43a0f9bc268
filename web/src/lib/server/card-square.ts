import type { RequestEvent } from '@sveltejs/kit';
import { squareOf } from './square.ts';

/**
 * The one square of a card: an address that ends in the holder's code. A telephone opens it, where staff check its holder in;
 * the desk's scanner types it, and the desk reads the digits at its end.
 */
export function cardSquare({ url, params }: RequestEvent, code: string): string {
  const asked = new URLSearchParams({ number: code });
  return squareOf(`${url.origin}/console/${params['community']}/timebank/on-hand?${asked}`);
}
