import { createServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { text } from 'node:stream/consumers';

export type Received = { headers: Record<string, string | string[] | undefined>; body: string };

/**
 * An office's message service: HTTPS under the name `provider.example`, which `connection` leads to this machine. Answers
 * with `status`, or with nothing at all while it is 0.
 */
export async function openProvider() {
  const received: Received[] = [];
  const provider = { status: 200, location: undefined as string | undefined };
  const server = createServer({ key: KEY, cert: CERTIFICATE }, async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    if (provider.status === 0) return void response.destroy();
    response.writeHead(
      provider.status,
      provider.location === undefined ? {} : { location: provider.location },
    );
    response.end('taken');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(provider, {
    url: `https://provider.example:${(server.address() as AddressInfo).port}/messages`,
    received,
    connection: { lookup: toThisMachine, ca: CERTIFICATE },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  });
}

const toThisMachine: LookupFunction = (_, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);

// Made for this test alone (`openssl req -x509 … -days 36500`); it opens nothing.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBqzCCAVCgAwIBAgIUN3cI29915okf9Vp7NKPuBsoVp1gwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQcHJvdmlkZXIuZXhhbXBsZTAgFw0yNjExMjQwODQyMDhaGA8y
MTI2MTAzMTA4NDIwOFowGzEZMBcGA1UEAwwQcHJvdmlkZXIuZXhhbXBsZTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABPIJEjIc5dSbWGSSILuN8nUpWe6mDJb+OkWa
piq7o4btgpx2zE50h8HeVsbOewrDWdE9ZKM20VwZbMh6Np2kq56jcDBuMB0GA1Ud
DgQWBBR6Pi5s5jtCnUCLvx5mAvQpwsAgJTAfBgNVHSMEGDAWgBR6Pi5s5jtCnUCL
vx5mAvQpwsAgJTAPBgNVHRMBAf8EBTADAQH/MBsGA1UdEQQUMBKCEHByb3ZpZGVy
LmV4YW1wbGUwCgYIKoZIzj0EAwIDSQAwRgIhAM1+hWCdbUG9MHesROoQ9yeMGL8K
GbbQkEKEzw8V9RwqAiEApxO4FqDjo6IUzo/YArELgpF4z5v81OQ9Nrkl0KkSRrk=
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgR2aGbW0a67pXLuS+
yKsTzxWBzppFVNMARpNVhP4xhNWhRANCAATyCRIyHOXUm1hkkiC7jfJ1KVnupgyW
/jpFmqYqu6OG7YKcdsxOdIfB3lbGznsKw1nRPWSjNtFcGWzIejadpKue
-----END PRIVATE KEY-----
`;
