import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchExecuteStatementCommand,
  type DynamoDBDocumentClient,
  ExecuteTransactionCommand,
} from '@aws-sdk/lib-dynamodb';

type Command = Parameters<DynamoDBDocumentClient['send']>[0];

/**
 * The embedded engine takes a batch of 25 statements six times as long as the same in one transaction. When a row of it is
 * there already, nothing was done: then it goes statement by statement, and each says for itself what became of it. On AWS
 * a transaction would cost twice as much.
 */
export function wholeBatches(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const send = async (command: Command, ...rest: []) => {
    if (!(command instanceof BatchExecuteStatementCommand)) return client.send(command, ...rest);
    try {
      return await client.send(
        new ExecuteTransactionCommand({ TransactStatements: command.input.Statements }),
      );
    } catch (error) {
      if (error instanceof TransactionCanceledException) return client.send(command);
      throw error;
    }
  };
  return Object.create(client, { send: { value: send } });
}
