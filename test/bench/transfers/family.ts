import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Family, median, rounded, say } from '../measure.ts';
import { Contestant } from './contestant.ts';
import { HttpLedger } from './http-ledger.ts';
import { openBareSdk } from './linli/bare-sdk.ts';
import type { ServedByLinli } from './linli/server.ts';
import type { Shape } from './plan.ts';
import { postgresBinaries, startCluster } from './postgres/cluster.ts';
import { type Served, startServer } from './served.ts';

const ROUNDS = 5;
const LOAD = { clients: 32, seconds: 4 };
/** Of PostgreSQL, to each server. */
const CONNECTIONS = 16;
/** Commits that are made before a run which sends nothing else. When none is left, the run has ended. */
const MADE_READY = 1000 * LOAD.seconds;

const WITHOUT_POSTGRES =
  'PostgreSQL is not installed (Debian: apt-get install postgresql, which need not be running)';

/** Of each metric: which two runs are compared, and what the one may not fall below the other. */
const COMPARED = [
  { metric: 'transfer.vsBareSdk', of: 'linli', to: 'bare SDK', limit: 0.25 },
  { metric: 'transfer.hotVsUniform', of: 'linli, hot', to: 'linli', limit: 0.7 },
  { metric: 'transfer.vsExpressSequelizePg', of: 'linli', to: 'express', limit: 0.2 },
  { metric: 'transfer.vsHonoPgFunction', of: 'linli', to: 'hono', limit: 0.03 },
] as const;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

const RIVALS = ['express', 'hono'] as const;
const isRival = (name: string) => (RIVALS as readonly string[]).includes(name);

/** Answers transfers a second. */
type Run = { name: string; once(): Promise<number> };

/**
 * Transfers a second through Linli's API as one machine runs it, against the same transfers sent by the SDK alone, and
 * against two ledgers on PostgreSQL that keep the same rules. All are up at once and are loaded by turns, and only what ran
 * in the same round is compared. A ledger whose books are wrong in the end is disqualified, and nothing is measured.
 */
export const transfers: Family = {
  name: 'transfers',
  metrics: COMPARED.map(({ metric }) => metric),
  async *measure() {
    const started: (() => unknown)[] = [];
    const stop = async () => {
      for (let last = started.pop(); last !== undefined; last = started.pop()) await last();
    };
    const interrupted = () => void stop().then(() => process.exit(1));
    for (const signal of SIGNALS) process.once(signal, interrupted);
    try {
      const contestants = [];
      const { linli, runs } = await startLinli(started);
      contestants.push(...linli);
      const binaries = postgresBinaries();
      for (const { metric, to } of COMPARED)
        if (binaries === undefined && isRival(to)) yield { metric, leftOut: WITHOUT_POSTGRES };
      if (binaries !== undefined) {
        const rivals = await startRivals(binaries, started);
        contestants.push(...rivals);
        runs.push(...rivals.map((rival) => runOf(rival, 'spread')));
      }

      const rates = await runByTurns(runs);
      for (const contestant of contestants) await contestant.requireRightTotals();
      for (const { metric, of, to, limit } of COMPARED) {
        const [ours, theirs] = [rates.get(of) ?? [], rates.get(to) ?? []];
        if (theirs.length === 0) continue;
        const ratios = ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN));
        yield { metric, value: rounded(median(ratios)), unit: 'ratio, at least', limit };
      }
    } finally {
      for (const signal of SIGNALS) process.off(signal, interrupted);
      await stop();
    }
  },
};

const runOf = (contestant: Contestant, shape: Shape): Run => ({
  name: shape === 'hot' ? `${contestant.name}, hot` : contestant.name,
  once: () => contestant.post(contestant.transfers(shape), LOAD),
});

async function startLinli(started: (() => unknown)[]) {
  const folder = await mkdtemp(join(tmpdir(), 'linli-bench-'));
  started.push(() => rm(folder, { recursive: true }));
  const file = join(import.meta.dirname, 'linli/server.ts');
  const server = await startServer<ServedByLinli>(file, folder);
  started.push(server.stop);
  const { engine } = server.served;
  const linli = await contestantAt('linli', server.served, started);
  const { ledger, makeReady } = await openBareSdk(engine);
  const bare = new Contestant(ledger);

  // What the stream has to catch up with is not to be in anybody else's way.
  const thenCatchUp = ({ name, once }: Run): Run => ({
    name,
    async once() {
      const rate = await once();
      await untilCaughtUp(server.served);
      return rate;
    },
  });
  const runs = [
    thenCatchUp(runOf(linli, 'spread')),
    thenCatchUp(runOf(linli, 'hot')),
    {
      name: bare.name,
      async once() {
        const ready = await makeReady(bare.transfers('spread'), MADE_READY);
        return bare.post(ready.values(), LOAD);
      },
    },
  ];
  return { linli: [linli, bare], runs };
}

async function startRivals(binaries: string, started: (() => unknown)[]): Promise<Contestant[]> {
  const cluster = await startCluster(binaries);
  started.push(cluster.stop);
  const rivals = [];
  for (const name of RIVALS) {
    const file = join(import.meta.dirname, name, 'server.ts');
    const server = await startServer(file, await cluster.database(name), String(CONNECTIONS));
    started.push(server.stop);
    rivals.push(await contestantAt(name, server.served, started));
  }
  return rivals;
}

async function contestantAt(name: string, served: Served, started: (() => unknown)[]): Promise<Contestant> {
  const ledger = new HttpLedger(name, served, LOAD.clients);
  started.push(() => ledger.close());
  const contestant = new Contestant(ledger);
  await contestant.requireSameRules();
  return contestant;
}

/** Transfers a second by run, round for round. The first round warms everything up and does not count; every other goes backwards. */
async function runByTurns(runs: readonly Run[]): Promise<Map<string, number[]>> {
  const rates = new Map<string, number[]>(runs.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { name, once } of round % 2 === 0 ? runs : runs.toReversed()) {
      const rate = await once();
      if (round > 0) rates.get(name)?.push(rate);
    }
    say(`  round ${round} of ${ROUNDS}`);
  }
  for (const [name, all] of rates) say(`  ${name}: ${Math.round(median(all))} transfers a second`);
  return rates;
}

async function untilCaughtUp({ base }: Served): Promise<void> {
  const ready = new URL('/readyz', base);
  for (;;) {
    const { stream } = (await (await fetch(ready)).json()) as { stream: boolean };
    if (stream) return;
    await sleep(100);
  }
}
