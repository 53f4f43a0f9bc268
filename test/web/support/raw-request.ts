import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/** A request just as it is written here: no client tidies its path, its host or its headers. */
export function rawRequest(
  origin: string,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method, headers }, async (answer) =>
      resolve({
        status: answer.statusCode ?? 0,
        headers: Object.fromEntries(
          Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
        ),
        body: await text(answer),
      }),
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
