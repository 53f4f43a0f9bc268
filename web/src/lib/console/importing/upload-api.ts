import type { InferResponseType } from 'hono/client';
import { m } from '#lib/paraglide/messages.js';
import type { Communities } from '../rows.ts';

type Uploads = Communities['importing']['imports'][':id']['uploads'];
type Announced = InferResponseType<Uploads['$post'], 201>;

/** Where a file may be sent, as the API says it. */
export type Target = Pick<Announced, 'url' | 'method' | 'headers'>;

/** A file was not taken; the message says why, to the person who sent it. */
export class NotTaken extends Error {}

/** Says which file will come, and learns where to. `uploads` is the address of the import's uploads in the API. */
export const announce = (uploads: string, { name, size }: File): Promise<Announced> =>
  post<Announced>(uploads, { name, bytes: size });

/** Has the API take in what was sent. The same again changes nothing. */
export const takeIn = (uploads: string, uploadId: string): Promise<unknown> => post(`${uploads}/${uploadId}`);

async function post<Answer>(address: string, json?: object): Promise<Answer> {
  const response = await fetch(address, {
    method: 'POST',
    // Refusals are said in the language of the page, which need not be the browser's.
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  }).catch(() => undefined);
  if (response === undefined) throw new NotTaken(m.console_file_lost());
  if (response.ok) return response.json();
  const said = await response.json().catch(() => undefined);
  throw new NotTaken(said?.error?.message ?? m.console_file_not_stored({ status: String(response.status) }));
}
