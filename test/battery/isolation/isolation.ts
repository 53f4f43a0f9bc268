import { type Battery, type Found, type Size, say } from '../battery.ts';
import { randomFrom } from '../random.ts';
import { requestOf } from '../world/plausible.ts';
import { tracing } from '../world/tracing.ts';
import { askTheTable } from './at-the-table.ts';
import { type Attempt, attempts } from './attempts.ts';
import { differenceBetween, type Seen } from './compare.ts';
import { digestOf } from './files.ts';
import { leaksIn } from './leaks.ts';
import { PLANTED } from './planted.ts';
import { laySiege, type Siege } from './siege.ts';
import { askTheSite } from './site-walk.ts';
import { isTheirs } from './theirs.ts';

const IN_CI = { ofAKind: 2, placed: 1 };
const IN_ALL = { ofAKind: 5, placed: 80 };
const AT_ONCE = 8;
const SAID_EVERY = 10_000;
const PAGES_OF_A_KIND_IN_ALL = 4;

/**
 * Two communities that look alike, and everybody of the one asking for the other's: by its address, with its ids, cursors,
 * names, keys and codes in every place of every route, and with sessions that are nearly those of its people. Nothing of
 * theirs comes out, nothing of theirs changes, and what is theirs looks like what is not there. Then the pages of the site,
 * which ask the same API and could still hold back less than it does (`site-walk.ts`).
 */
export const isolation: Battery = {
  name: 'isolation',
  run: async (size) => {
    const siege = await laySiege();
    try {
      return await attack(siege, size);
    } finally {
      await siege.world.stop();
    }
  },
  planted: PLANTED,
};

async function attack(siege: Siege, { long, seeds, firstSeed, first }: Size): Promise<Found> {
  const { world, theirs } = siege;
  const failures: string[] = [];
  const before = await digestOf(world.folder, theirs.tenantId);
  let tried = 0;
  const tryOne = async (attempt: Attempt) => {
    tried++;
    if (tried % SAID_EVERY === 0) say(`${tried} attempts, ${failures.length} failures`);
    for (const wrong of await judge(siege, attempt)) failures.push(`${attempt.name}: ${wrong}`);
  };
  const atTheTable = await askTheTable(siege);
  tried += atTheTable.tried;
  failures.push(...atTheTable.failures);
  if (!first) {
    const onTheSite = await askTheSite(long ? PAGES_OF_A_KIND_IN_ALL : 1);
    tried += onTheSite.tried;
    failures.push(...onTheSite.failures);
  }
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const all = attempts(siege, long ? IN_ALL : IN_CI, randomFrom(seed));
    await inTurn(all, tryOne, () => first && failures.length > 0);
  }

  const changed = (await world.snapshot.changes()).filter(isTheirs(siege));
  for (const { key } of changed) failures.push(`theirs is not as it was: ${key}`);
  if ((await digestOf(world.folder, theirs.tenantId)) !== before)
    failures.push('a file of theirs is not as it was');
  return {
    tried,
    failures,
    counts: { routes: world.routes.length, askers: siege.askers.length + siege.pretenders.length },
  };
}

/** Reads run beside each other; a write runs alone, because what it changed is taken back before the next. */
async function inTurn(
  all: Iterable<Attempt>,
  tryOne: (attempt: Attempt) => Promise<void>,
  enough: () => boolean,
): Promise<void> {
  let reading: Promise<void>[] = [];
  for (const attempt of all) {
    if (enough()) break;
    const alone = attempt.asked.route.method !== 'GET';
    if (alone || reading.length >= AT_ONCE) {
      await Promise.all(reading);
      reading = [];
    }
    if (alone) await tryOne(attempt);
    else reading.push(tryOne(attempt));
  }
  await Promise.all(reading);
}

async function judge(
  siege: Siege,
  { asked, headers, toThem, foreignCursor, twin }: Attempt,
): Promise<string[]> {
  const wrong: string[] = [];
  const request = requestOf({ ...asked, headers: { ...asked.headers, ...headers } });
  const words = toThem ? siege.words.kept : siege.words.all;
  const question = `${request.url} ${JSON.stringify([asked.path, asked.query, asked.headers, asked.body, asked.file])}`;
  const seen = await see(siege, request);
  if (seen.status >= 500) wrong.push(`${seen.status} ${seen.text}`);
  if (foreignCursor && seen.status < 300)
    wrong.push(`a cursor of theirs is taken: ${seen.text.slice(0, 200)}`);
  const leaks = leaksIn(`${seen.text}\n${JSON.stringify(seen.headers)}`, question, words);
  if (leaks.length > 0)
    wrong.push(`${seen.status}, and it says ${leaks.join(', ')}: ${seen.text.slice(0, 300)}`);
  wrong.push(...(await takeBack(siege, asked.route.method, seen)));

  if (twin !== undefined) {
    const other = await see(
      siege,
      requestOf({ ...twin.asked, headers: { ...twin.asked.headers, ...twin.headers } }),
    );
    const difference = differenceBetween(seen, other, twin.said);
    if (difference !== undefined) wrong.push(`looks otherwise than what is not there: ${difference}`);
    wrong.push(...(await takeBack(siege, twin.asked.route.method, other)));
  }
  return wrong;
}

async function see({ world }: Siege, request: Request): Promise<Seen> {
  const { result, commands } = await tracing(async () => world.api.request(request));
  return { status: result.status, headers: [...result.headers], text: await result.text(), commands };
}

async function takeBack(siege: Siege, method: string, { status }: Seen): Promise<string[]> {
  if (method === 'GET' || status >= 300) return [];
  const changes = await siege.world.takeBack();
  return changes.filter(isTheirs(siege)).map(({ key }) => `${status}, and it changed theirs: ${key}`);
}
