import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Taken = { accessKeyId: string; role: string; session: string; policy: Policy };
export type Policy = { Statement: { Action: string | string[]; Resource: string; Condition?: Conditions }[] };
type Conditions = Record<string, Record<string, string | string[]>>;

export type Desk = {
  /** For AWS_ENDPOINT_URL_STS and AWS_ENDPOINT_URL_DYNAMODB. */
  endpoint: string;
  taken: Taken[];
  /** DynamoDB's operations that were asked for, by name. */
  operations: Set<string>;
  stop(): void;
};

/** The function's own credentials, as Lambda would put them into its environment. */
export const OWN_KEY = 'AKIDOWNROLE';

/**
 * Stands where AWS checks who may do what, because no engine on this machine does: hands out keys like STS, lets
 * through to the engine what the signer's policy allows, and refuses the rest as IAM would. What the function's own
 * role may touch is `ownPrefix`.
 */
export async function openDesk(engine: string, ownPrefix: string): Promise<Desk> {
  const taken: Taken[] = [];
  const operations = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const target = request.headers['x-amz-target'];
    if (target === undefined) return assumeRole(new URLSearchParams(body), taken, response);
    const operation = String(target).split('.')[1] ?? '';
    operations.add(operation);
    if (!allowed(signerOf(request), operation, keysIn(body), taken, ownPrefix)) return refuse(response);
    const answer = await fetch(engine, { method: 'POST', headers: passedOn(request), body });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    operations,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function assumeRole(form: URLSearchParams, taken: Taken[], response: ServerResponse): void {
  const accessKeyId = `ASIATAKEN${taken.length + 1}`;
  taken.push({
    accessKeyId,
    role: form.get('RoleArn') ?? '',
    session: form.get('RoleSessionName') ?? '',
    policy: JSON.parse(form.get('Policy') ?? '{"Statement":[]}'),
  });
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>` +
      `<AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>` +
      `<SessionToken>token</SessionToken><Expiration>${expiration}</Expiration>` +
      `</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
}

function allowed(
  signer: string,
  operation: string,
  keys: string[],
  taken: Taken[],
  ownPrefix: string,
): boolean {
  if (signer === OWN_KEY) return keys.length > 0 && keys.every((key) => key.startsWith(ownPrefix));
  const policy = taken.find(({ accessKeyId }) => accessKeyId === signer)?.policy;
  return policy !== undefined && allows(policy, operation, keys);
}

/** What IAM would say of a request under a session's policy: a statement holds for its action and for every key, and there are keys. */
export const allows = ({ Statement }: Policy, operation: string, keys: readonly string[]): boolean =>
  keys.length > 0 &&
  Statement.some(({ Action, Condition }) => {
    const leading = [Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? []].flat();
    return (
      [Action].flat().some((action) => isLike(`dynamodb:${operation}`, action)) &&
      keys.every((key) => leading.some((pattern) => isLike(key, pattern)))
    );
  });

/** `*` is any text, in the middle of it too; a policy's other characters stand for themselves. */
const isLike = (text: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(text);

const signerOf = (request: IncomingMessage) =>
  /Credential=([^/]+)\//.exec(String(request.headers.authorization))?.[1] ?? '';

// Every text in a request that looks like a partition key: stricter than IAM, and simple.
const keysIn = (body: string) => [...body.matchAll(/"S":"([TD]#[^"]*)"/g)].map(([, key]) => key as string);

function passedOn({ headers }: IncomingMessage): Record<string, string> {
  const wanted = ['authorization', 'content-type', 'x-amz-date', 'x-amz-target', 'x-amz-security-token'];
  return Object.fromEntries(
    wanted.filter((name) => headers[name] !== undefined).map((name) => [name, String(headers[name])]),
  );
}

function refuse(response: ServerResponse): void {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(
    JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'Not yours' }),
  );
}
