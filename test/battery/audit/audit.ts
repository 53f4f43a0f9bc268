import { canonical } from '@linli/core/table';
import { verifyTrail } from '../../../packages/core/src/audit/verify-audit.ts';
import { startEngine } from '../../support/engine.ts';
import { type Copy, trailOf } from '../../support/trail.ts';
import type { Battery, Found, Size } from '../battery.ts';
import { randomFrom } from '../random.ts';
import { realTrail } from './real-trail.ts';
import { type Dice, TAMPERINGS } from './tamperings.ts';

const TRIED_SHORT = 460;
const TRIED_LONG = 12_000;

/**
 * Tampers with a faithful copy of what verification reads of a real table, one thing at a time: whatever is done, something
 * must be found; and of what nobody touched nothing may be.
 */
export const audit: Battery = {
  name: 'audit',
  run,
  planted: [
    {
      name: 'the hash of a seal leaves out its entries',
      file: 'packages/core/src/audit/seal.ts',
      find: 'sha256(canonical({ seq, previous, sealedAt, shard, mark, entries }))',
      plant: 'sha256(canonical({ seq, previous, sealedAt, shard, mark, entries: entries.length }))',
    },
    {
      name: 'the chain is not held against its anchors',
      file: 'packages/core/src/audit/check-seals.ts',
      find: '  checkAnchors(walked, anchors, findings);\n',
      plant: '',
    },
    {
      name: 'a record that is missing is not missed',
      file: 'packages/core/src/audit/check-records.ts',
      find: "if (hash !== '' && !seen)",
      plant: "if (hash === '-' && !seen)",
    },
    {
      name: 'the hash of a record leaves out who made it',
      file: 'packages/core/src/audit/sealed.ts',
      find: "const { said, ...kept } = item;\n  const sealed = 'saidHash' in item ? kept : item;",
      plant: 'const { said, createdBy, actorId, ...kept } = item;\n  const sealed = kept;',
    },
    {
      name: 'a change is explained by whatever touched the record last',
      file: 'packages/core/src/audit/check-records.ts',
      find: "const isExplained = kind === '+' ||",
      plant: "const isExplained = kind !== '-' ||",
    },
  ],
};

async function run({ long, seeds, firstSeed }: Size): Promise<Found> {
  const engine = await startEngine();
  try {
    const { copy, owners } = await realTrail(engine);
    const failures: string[] = [];
    for (const owner of owners) failures.push(...(await foundWithout(copy, owner)));

    let tried = 0;
    for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
      const dice = diceOf(seed);
      const wanted = tried + (long ? TRIED_LONG : TRIED_SHORT);
      for (let i = 0; tried < wanted; i++) {
        const tampering = TAMPERINGS[i % TAMPERINGS.length];
        const owner = owners[dice.below(owners.length)] ?? '';
        const tampered: Copy = new Map(copy);
        const what = tampering?.act(tampered, owner, dice);
        if (what === undefined || isSame(copy, tampered)) continue;
        tried++;
        const { matches } = await verifyTrail(trailOf(tampered, owner));
        if (matches) failures.push(`seed ${seed}: ${tampering?.name} was not seen: ${owner} ${what}`);
      }
    }
    return { tried, failures, counts: { items: copy.size } };
  } finally {
    await engine.stop();
  }
}

/** What is found wrong with a trail that nobody touched. */
async function foundWithout(copy: Copy, owner: string): Promise<string[]> {
  const { findings, unsealed, entries } = await verifyTrail(trailOf(copy, owner));
  return [
    ...findings.map(({ kind, where }) => `found without tampering: ${owner} ${kind} ${where}`),
    ...(unsealed > 0 ? [`${unsealed} records of ${owner} are not sealed`] : []),
    ...(entries === 0 ? [`nothing of ${owner} is sealed, so nothing was tried`] : []),
  ];
}

/** A flip may turn a value into itself, and an exchange two that are alike. */
function isSame(before: Copy, after: Copy): boolean {
  if (before.size !== after.size) return false;
  for (const [key, item] of after)
    if (before.get(key) !== item && canonical(before.get(key)) !== canonical(item)) return false;
  return true;
}

function diceOf(seed: number): Dice {
  const random = randomFrom(seed);
  return { below: (limit) => Math.floor(random() * Math.max(1, limit)) };
}
