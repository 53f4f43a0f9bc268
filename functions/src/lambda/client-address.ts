import { timingSafeEqual } from 'node:crypto';

/** What API Gateway says of a connection (payload 2.0). */
export type Connection = { http: { sourceIp: string } };

/** Set by the edge on every request it passes on, over whatever a device sent under that name (infra: SiteEdge). */
export const EDGE_HEADER = 'x-linli-edge';

/**
 * The address a person's device called from. A request that shows the edge's secret came through CloudFront, which
 * appended the person's address to X-Forwarded-For before the gateway appended CloudFront's; whatever stands further
 * left was sent by the device and is not believed. Any other request called the gateway itself, and is who called it.
 */
export function clientAddressOf(
  { http }: Connection,
  headers: Headers,
  edgeSecret: string | undefined,
): string {
  if (!isFromTheEdge(headers.get(EDGE_HEADER), edgeSecret)) return http.sourceIp;
  const appended = (headers.get('x-forwarded-for') ?? '').split(',').map((address) => address.trim());
  return appended.at(-2) || http.sourceIp;
}

function isFromTheEdge(shown: string | null, secret: string | undefined): boolean {
  if (shown === null || secret === undefined || secret === '') return false;
  const [given, right] = [Buffer.from(shown), Buffer.from(secret)];
  return given.length === right.length && timingSafeEqual(given, right);
}
