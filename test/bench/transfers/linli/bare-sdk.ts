import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { IN_JOB, type Scope, SYSTEM } from '@linli/core/kernel';
import { Table, tenantPrefix } from '@linli/core/table';
import { getStatement, listPointsEntries, transferPoints } from '@linli/core/timebank';
import { createTestTable, type TestTable, tenantTable } from '../../../support/engine.ts';
import { NOW } from '../../synthetic-community.ts';
import type { Answer, Balance, Entry, Ledger, Transfer } from '../ledger.ts';
import { openAccounts } from './open-accounts.ts';

const TENANT = 'tnt_bare';
const READY_AT_ONCE = 16;

type Commit = TransactWriteCommandInput;

/**
 * The very commits that Linli makes of transfers, made beforehand and then sent by the SDK alone: nobody is asked who they
 * are, and nothing is looked up. On the engine that Linli runs on, in a table of its own, which no projection reads.
 */
export async function openBareSdk(endpoint: string) {
  const made = await createTestTable(endpoint);
  const asking = { tenantId: TENANT, actor: SYSTEM, now: NOW, requestId: 'bench', from: IN_JOB };
  const scope: Scope = { ...asking, table: tenantTable(made, TENANT) };
  const commits = new Map<string, Commit>();

  const ledger: Ledger = {
    name: 'bare SDK',
    ...(await openAccounts(scope)),
    async post({ key }: Transfer): Promise<Answer> {
      const commit = commits.get(key);
      if (commit === undefined) return { status: 500, text: 'not made ready' };
      await made.client.send(new TransactWriteCommand(commit));
      return { status: 201, text: '' };
    },
    async balanceOf(holder): Promise<Balance> {
      return (await getStatement(scope, holder, { limit: 1 })).account;
    },
    async *journal(): AsyncGenerator<Entry> {
      let cursor: string | undefined;
      do {
        const page = await listPointsEntries(scope, { limit: 100, cursor });
        yield* page.items;
        cursor = page.next;
      } while (cursor !== undefined);
    },
  };

  /** Makes the commits of so many transfers, and keeps them to be sent. */
  const makeReady = async (transfers: Iterator<Transfer, never>, count: number): Promise<Transfer[]> => {
    commits.clear();
    const ready = Array.from({ length: count }, () => transfers.next().value);
    const waiting = ready.values();
    const lane = async () => {
      for (const { key, ...asked } of waiting) {
        const table = new Table(
          recording(made, (commit) => commits.set(key, commit)),
          made.tableName,
          tenantPrefix(TENANT),
        );
        await transferPoints({ ...scope, table }, { key, ...asked, reason: '春节慰问' });
      }
    };
    await Promise.all(Array.from({ length: READY_AT_ONCE }, lane));
    return ready;
  };
  return { ledger, makeReady };
}

/** A client that reads, and tells of a commit instead of sending it. */
function recording({ client }: TestTable, tell: (commit: Commit) => void): DynamoDBDocumentClient {
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    if (!(command instanceof TransactWriteCommand)) return client.send(command);
    tell(command.input);
    return {};
  };
  return Object.create(client, { send: { value: send } });
}
