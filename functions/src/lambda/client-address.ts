/** What API Gateway says of a connection (payload 2.0). */
export type Connection = { domainName: string; http: { sourceIp: string } };

/**
 * The address a person's device called from. Behind the edge the gateway's caller is CloudFront, which appended the
 * person's address to X-Forwarded-For before the gateway appended CloudFront's; whatever stands further left was sent
 * by the device and is not believed.
 */
export function clientAddressOf(connection: Connection, forwardedFor: string | undefined, origin: string) {
  const direct = connection.domainName === new URL(origin).host;
  const appended = (forwardedFor ?? '').split(',').map((address) => address.trim());
  return (direct ? undefined : appended.at(-2)) || connection.http.sourceIp;
}
