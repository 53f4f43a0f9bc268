import { Agent, request } from 'node:http';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

type Fields = Record<string, unknown>;

/**
 * Speaks DynamoDB's protocol with an engine on this machine, for the commands that `Table` sends. What the SDK does beside
 * that (signing, retries, checking) costs ten times what the engine does, and a simulation makes hundreds of thousands of
 * calls; what goes wrong on the way is the simulation's own to draw.
 */
export class Wire {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(endpoint: string) {
    this.#port = Number(new URL(endpoint).port);
  }

  async send(command: object): Promise<unknown> {
    const name = command.constructor.name.replace('Command', '');
    const operation = OPERATIONS[name] ?? name;
    return fromWire(
      await this.ask(`DynamoDB_20120810.${operation}`, toWire((command as { input: Fields }).input)),
    );
  }

  /** Any operation of the engine by its name in the protocol, as it is written there. */
  async ask(target: string, input: unknown): Promise<Fields> {
    const { status, body } = await this.#post(target, input);
    if (status === 200) return body;
    throw errorOf(body);
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(target: string, input: unknown): Promise<{ status: number; body: Fields }> {
    const text = JSON.stringify(input);
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'content-length': Buffer.byteLength(text),
      'x-amz-date': '20190510T020000Z',
      authorization: AUTHORIZATION,
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port: this.#port, method: 'POST', agent: this.#agent, headers },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Fields;
            resolve({ status: answer.statusCode ?? 0, body });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }
}

// The engine wants one and does not check it.
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20190510/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/** The document client's commands by the names of the protocol. */
const OPERATIONS: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  BatchGet: 'BatchGetItem',
  TransactWrite: 'TransactWriteItems',
};

/** Where values of the table stand in a request: maps of attributes, and lists of values. */
const ATTRIBUTES = new Set(['Key', 'Item', 'ExpressionAttributeValues', 'ExclusiveStartKey']);

function toWire(value: unknown, field = ''): unknown {
  if (field === 'Keys') return (value as Fields[]).map(marshalled);
  if (field === 'Parameters') return (value as unknown[]).map((one) => marshalled({ one })['one']);
  if (ATTRIBUTES.has(field)) return value === undefined ? undefined : marshalled(value as Fields);
  if (Array.isArray(value)) return value.map((one) => toWire(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toWire(inner, name)]));
}

const marshalled = (fields: Fields): Fields => marshall(fields, { removeUndefinedValues: true });

const plain = (item: unknown): Fields => unmarshall(item as never);

function fromWire({ Item, Items, Responses, LastEvaluatedKey, Attributes, UnprocessedKeys }: Fields): Fields {
  return {
    ...(Item === undefined ? {} : { Item: plain(Item) }),
    ...(Items === undefined ? {} : { Items: (Items as unknown[]).map(plain) }),
    ...(Attributes === undefined ? {} : { Attributes: plain(Attributes) }),
    ...(LastEvaluatedKey === undefined ? {} : { LastEvaluatedKey: plain(LastEvaluatedKey) }),
    ...(Responses === undefined ? {} : { Responses: responses(Responses) }),
    ...(UnprocessedKeys === undefined ? {} : { UnprocessedKeys }),
  };
}

/** Of a batch of reads by table, of a batch of statements in a list. */
const responses = (told: unknown): unknown =>
  Array.isArray(told)
    ? told
    : Object.fromEntries(
        Object.entries(told as Record<string, unknown[]>).map(([table, items]) => [table, items.map(plain)]),
      );

function errorOf({ __type = '', message, Message, CancellationReasons, Item }: Fields): Error {
  const name = String(__type).split('#').at(-1) ?? '';
  const Exception = (dynamodb as unknown as Record<string, new (told: object) => Error>)[name];
  const said = String(message ?? Message ?? name);
  if (Exception === undefined) return Object.assign(new Error(said), { name });
  return new Exception({
    message: said,
    $metadata: {},
    ...(CancellationReasons === undefined ? {} : { CancellationReasons }),
    ...(Item === undefined ? {} : { Item: Item as Fields }),
  });
}
