import { error } from '@sveltejs/kit';

type Refused = { error: { message: string } };

/** The answer of a typed API call, or the error page with the API's own sentence, already in the reader's language. */
export async function read<T>(
  asked: Promise<{ ok: boolean; status: number; json(): Promise<T | Refused> }>,
): Promise<Exclude<T, Refused>> {
  const response = await asked;
  const body = await response.json();
  if (response.ok) return body as Exclude<T, Refused>;
  error(response.status, (body as Refused).error.message);
}
