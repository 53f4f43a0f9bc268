import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A document client as every part of Linli uses it: absent fields are left out, never stored as null. */
export function documentClient(config: DynamoDBClientConfig): DynamoDBDocumentClient {
  const client = new DynamoDBClient(config);
  // There is no logger; for it the SDK would all the same copy every request and every answer, field by field.
  client.middlewareStack.remove('loggerMiddleware');
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

type Signer = Exclude<DynamoDBClientConfig['signer'], undefined | ((...asked: never[]) => unknown)>;

const LOOKS_SIGNED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20190501/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20190501T000000Z',
};

/** Engines on one's own machine want a request to look signed and check nothing: to reckon it took about a quarter of every call. */
const unsigned: Signer = {
  sign: async (request) => {
    Object.assign(request.headers, LOOKS_SIGNED);
    return request;
  },
};

/** The settings of a client for an engine on this machine, which needs no credentials. */
export const WITHOUT_CREDENTIALS = {
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  signer: unsigned,
} satisfies DynamoDBClientConfig;

/** The client for an engine on this machine. */
export const localDocumentClient = (endpoint: string): DynamoDBDocumentClient =>
  documentClient({ ...WITHOUT_CREDENTIALS, endpoint });
