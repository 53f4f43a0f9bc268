import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type Command = { input: Record<string, unknown> };

const running = new AsyncLocalStorage<string[]>();

/** A client that notes of each command what somebody with a stopwatch could tell: which it was, how wide, and where. */
export const traced = (client: { send(command: object): Promise<unknown> }): DynamoDBDocumentClient =>
  ({
    send: (command: Command) => {
      running.getStore()?.push(shapeOf(command));
      return client.send(command);
    },
  }) as unknown as DynamoDBDocumentClient;
/** The commands that were sent on behalf of one request, while others run beside it. */
export async function tracing<T>(act: () => Promise<T>): Promise<{ result: T; commands: string[] }> {
  const commands: string[] = [];
  return { result: await running.run(commands, act), commands };
}

function shapeOf(command: Command): string {
  const { IndexName = '', RequestItems = {}, TransactItems = [], Statements = [] } = command.input;
  const keys = Object.values(RequestItems as Record<string, { Keys?: unknown[] }>).flatMap(
    ({ Keys = [] }) => Keys,
  );
  const width = keys.length + (TransactItems as unknown[]).length + (Statements as unknown[]).length;
  return [command.constructor.name, IndexName, width || ''].filter(Boolean).join(' ');
}
