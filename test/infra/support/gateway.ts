/** An API Gateway event (HTTP API, payload 2.0), as the gateway of a deployed stack would send it. */
export function gatewayEvent(
  method: string,
  path: string,
  { headers = {}, body, domainName = 'api.example' }: GatewayOptions = {},
) {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { host: domainName, ...headers },
    requestContext: {
      accountId: '1',
      apiId: 'api',
      domainName,
      domainPrefix: 'api',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'gateway',
      routeKey: '$default',
      stage: '$default',
      time: '30/Apr/2019:00:00:00 +0000',
      timeEpoch: 1_556_582_400_000,
    },
    body: body ?? null,
    isBase64Encoded: false,
  };
}

type GatewayOptions = { headers?: Record<string, string>; body?: string; domainName?: string };

export type GatewayAnswer = {
  statusCode: number;
  headers: Record<string, string>;
  cookies?: string[];
  body: string;
  isBase64Encoded: boolean;
};

export const jsonOf = (answer: GatewayAnswer) =>
  JSON.parse(Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8').toString('utf8'));

/** What a browser sends back after this answer. */
export const cookiesOf = ({ cookies = [] }: GatewayAnswer): string =>
  cookies.map((line) => line.split(';')[0]).join('; ');
