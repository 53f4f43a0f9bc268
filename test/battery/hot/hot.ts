import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { IN_JOB, LinliError, type Scope, SYSTEM } from '@linli/core/kernel';
import { Table, tenantPrefix } from '@linli/core/table';
import {
  draftCard,
  draftVolunteer,
  getMemberAccount,
  getStatement,
  issuePoints,
  transferPoints,
} from '@linli/core/timebank';
import { createTestTable } from '../../support/engine.ts';
import type { Battery, Found, Size } from '../battery.ts';
import { startOrderedEngine } from '../ordered-engine.ts';
import { randomFrom } from '../random.ts';

const TENANT = 'tnt_hot';
const CLIENTS = 64;
const TRANSFERS_QUICK = 2_000;
const TRANSFERS = 20_000;
const TRANSFERS_LONG = 200_000;
const CONFLICTS = 0.2;
/** Commits sent for each that is applied: with one in five refused, 1.25 is what nobody can go below. */
const CALLS_EACH = 1.3;
const SLOWEST_OVER_MEDIAN = 20;

const CARD = `crd_${'0'.repeat(26)}`;
const volunteerId = (n: number) => `vol_${String(n).padStart(26, '0')}`;

/**
 * A festival: one enterprise's card, and everybody gives from it at once. Every fifth commit is refused as meeting another,
 * as DynamoDB would; the embedded engine never is busy. All must be applied once, nobody may have to ask much more than
 * once, and nobody may wait much longer than the others.
 */
export const hot: Battery = {
  name: 'hot',
  run,
  planted: [
    {
      name: 'a commit that keeps meeting others is taken for done',
      file: 'packages/core/src/table/table.ts',
      find: '        if (attempt >= CONFLICT_TRIES) throw tooBusy(error);',
      plant: '        if (attempt >= CONFLICT_TRIES) return;',
    },
    {
      name: 'a commit that met another is sent three times at once',
      file: 'packages/core/src/table/table.ts',
      find: '        const again = refusalOrRetry(error, writes);',
      plant:
        '        for (let n = 0; n < 3; n++) await this.#client.send(command).catch(() => undefined);\n        const again = refusalOrRetry(error, writes);',
    },
    {
      name: 'a movement counts no line',
      file: 'packages/core/src/timebank/account-move.ts',
      find: 'lineCount: 1 }',
      plant: 'lineCount: 0 }',
    },
  ],
};

async function run({ quick, long, firstSeed }: Size): Promise<Found> {
  const transfers = long ? TRANSFERS_LONG : quick ? TRANSFERS_QUICK : TRANSFERS;
  const engine = await startOrderedEngine();
  try {
    const made = await createTestTable(engine.endpoint);
    const conflicts = new Conflicts(made.client, randomFrom(firstSeed));
    const scope: Scope = {
      tenantId: TENANT,
      table: new Table(conflicts as never, made.tableName, tenantPrefix(TENANT)),
      ...{ actor: SYSTEM, now: '2019-05-10T02:00:00.000Z', requestId: 'req_hot', from: IN_JOB },
    };
    await addHolders(scope, transfers);
    conflicts.rate = CONFLICTS;
    const waits = await giveAll(scope, transfers);
    conflicts.rate = 0;
    return { tried: transfers, ...(await found(scope, transfers, { waits, sent: conflicts.sent })) };
  } finally {
    await engine.stop();
  }
}

/** The SDK's client, with one commit in so many refused. */
class Conflicts {
  readonly #client: { send(command: never): Promise<unknown> };
  readonly #random: () => number;
  rate = 0;
  sent = 0;

  constructor(client: { send(command: never): Promise<unknown> }, random: () => number) {
    this.#client = client;
    this.#random = random;
  }

  async send(command: object): Promise<unknown> {
    if (this.rate > 0 && command instanceof TransactWriteCommand) {
      this.sent++;
      if (this.#random() < this.rate)
        throw new TransactionCanceledException({
          message: 'conflict',
          $metadata: {},
          CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }, { Code: 'None' }],
        });
    }
    return this.#client.send(command as never);
  }
}

async function addHolders(scope: Scope, points: number): Promise<void> {
  const { tenantId, table, now } = scope;
  const by = { tenantId, importId: 'imp_hot', source: 's', row: 1, now, by: 'battery' };
  const card = { id: CARD, cardNo: 'E1', cardType: 'enterprise' as const, holder: '超市' };
  await table.insertMany([
    draftCard({ ...card, accountId: `acc_${'0'.repeat(26)}` }, by).insert,
    ...Array.from({ length: CLIENTS }, (_, n) => {
      const id = volunteerId(n);
      return draftVolunteer(
        { id, personId: 'prs_1', volunteerNo: `DH${n}`, name: `${n}`, partyMember: false },
        by,
      ).insert;
    }),
  ]);
  await issuePoints(scope, { key: 'all that is given', to: CARD, points, reason: '春节慰问' });
}

/** Every client gives one point after another to its own volunteer; answers how long each took, in milliseconds. */
async function giveAll(scope: Scope, transfers: number): Promise<number[]> {
  const waits: number[] = [];
  let next = 0;
  const client = async (n: number) => {
    while (next < transfers) {
      const key = `transfer ${next++}`;
      const started = performance.now();
      await give(scope, key, volunteerId(n));
      waits.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)));
  return waits;
}

/** Told that the platform is busy, somebody presses the button again. */
async function give(scope: Scope, key: string, to: string): Promise<void> {
  for (;;)
    try {
      await transferPoints(scope, { key, from: CARD, to, points: 1, reason: '春节慰问' });
      return;
    } catch (error) {
      if (!(error instanceof LinliError && error.code === 'unavailable')) throw error;
    }
}

async function found(
  scope: Scope,
  transfers: number,
  { waits, sent }: { waits: number[]; sent: number },
): Promise<Pick<Found, 'failures' | 'counts'>> {
  const failures: string[] = [];
  const { account } = await getStatement(scope, CARD);
  const { pointsBalance, lineCount } = account;
  if (pointsBalance !== 0 || lineCount !== transfers + 1)
    failures.push(`the card has ${pointsBalance} points after ${lineCount} movements of ${transfers + 1}`);
  let given = 0;
  for (let n = 0; n < CLIENTS; n++) given += (await getMemberAccount(scope, volunteerId(n))).pointsBalance;
  if (given !== transfers) failures.push(`${given} points were given in ${transfers} transfers`);
  let entries = 0;
  for await (const _ of scope.table.eachStored('pointsEntry')) entries++;
  if (entries !== transfers + 1) failures.push(`there are ${entries} entries of ${transfers + 1}`);

  const callsEach = sent / transfers;
  if (callsEach > CALLS_EACH) failures.push(`${callsEach.toFixed(3)} calls for each transfer`);
  const sorted = waits.sort((a, b) => a - b);
  const slowest = (sorted[Math.floor(sorted.length * 0.99)] ?? 0) / (sorted[sorted.length >> 1] ?? 1);
  if (slowest > SLOWEST_OVER_MEDIAN)
    failures.push(`the slowest 1 % waited ${slowest.toFixed(1)} × the median`);
  const counts = { callsEach: Number(callsEach.toFixed(3)), slowestOverMedian: Number(slowest.toFixed(2)) };
  return { failures, counts };
}
