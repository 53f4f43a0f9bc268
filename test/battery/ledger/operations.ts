import { idFrom, type Scope } from '@linli/core/kernel';
import {
  captureHold,
  correctEntry,
  holdPoints,
  issuePoints,
  postBatch,
  postServiceRecord,
  redeemPoints,
  releaseHold,
  reverseEntry,
  reverseServiceRecord,
  transferPoints,
} from '@linli/core/timebank';
import { oneOf } from '../random.ts';
import { CARDS, HOLDERS, ITEMS, VOLUNTEERS } from './holders.ts';

/** What an operation does to whom, by the battery's own reckoning and not by the product's. */
export type Effect = { holder: string; points?: number; held?: number; minutes?: number };

/**
 * One thing that somebody wants done, under one key, however often it is sent. `made` are the ids of what stands in the
 * books once it is done, by which the store tells whether it was.
 */
export type Operation = {
  key: string;
  kind: string;
  made: readonly string[];
  effects: readonly Effect[];
  /** What it takes out of stocks, below zero for what goes back. */
  goods?: readonly { itemId: string; quantity: number }[];
  run(scope: Scope): Promise<unknown>;
  /** Something else under the same key. */
  altered?: (scope: Scope) => Promise<unknown>;
  /** The holder whose points a hold put aside, and how many. */
  hold?: { from: string; points: number };
  /** The entry or record that it takes back, ends, or stands in place of. */
  about?: Operation;
};

const REASON = '模拟';
const POINTS_AN_HOUR = 10;

/** Draws the next operation; what is about an earlier one takes one of `known`, those that are known to be done. */
export function drawOperation(
  tenantId: string,
  key: string,
  random: () => number,
  known: readonly Operation[],
): Operation {
  const draw = oneOf(known.length < 5 ? OPENING : DRAWN, random);
  return draw({ tenantId, key, random, known }) ?? record({ tenantId, key, random, known });
}

type Draw = { tenantId: string; key: string; random: () => number; known: readonly Operation[] };

const upTo = (limit: number, random: () => number) => 1 + Math.floor(random() * limit);
const entryId = ({ tenantId, key }: Draw) => idFrom('pointsEntry', tenantId, key);
const reversalId = (tenantId: string, id: string) => idFrom('pointsEntry', tenantId, `reversal ${id}`);
export const runOutId = (tenantId: string, holdId: string) =>
  idFrom('pointsEntry', tenantId, `run out ${holdId}`);

function two(random: () => number): [string, string] {
  const from = oneOf(HOLDERS, random);
  return [
    from,
    oneOf(
      HOLDERS.filter((one) => one !== from),
      random,
    ),
  ];
}

function record(draw: Draw): Operation {
  const { tenantId, key, random } = draw;
  const volunteerId = oneOf(VOLUNTEERS, random);
  const minutes = upTo(240, random);
  const input = {
    volunteerId,
    servedOn: '2019-04-12',
    item: '理发',
    category: '便民',
    durationMinutes: minutes,
  };
  const points = Math.floor((minutes * POINTS_AN_HOUR + 30) / 60);
  return {
    key,
    kind: 'record',
    made: [idFrom('serviceRecord', tenantId, 'posted', key)],
    effects: [{ holder: volunteerId, points, minutes }],
    run: (scope) => postServiceRecord(scope, { ...input, key }),
  };
}

function issue(draw: Draw): Operation {
  const { key, random } = draw;
  const to = oneOf(CARDS, random);
  const points = upTo(60, random);
  return {
    key,
    kind: 'issue',
    made: [entryId(draw)],
    effects: [{ holder: to, points }],
    run: (scope) => issuePoints(scope, { key, to, points, reason: REASON }),
  };
}

function transfer(draw: Draw): Operation {
  const { key, random } = draw;
  const [from, to] = two(random);
  const points = upTo(30, random);
  return {
    key,
    kind: 'transfer',
    made: [entryId(draw)],
    effects: [
      { holder: from, points: -points },
      { holder: to, points },
    ],
    run: (scope) => transferPoints(scope, { key, from, to, points, reason: REASON }),
    altered: (scope) => transferPoints(scope, { key, from, to, points: points + 1, reason: REASON }),
  };
}

function batch(draw: Draw): Operation {
  const { key, random } = draw;
  const holder = oneOf(HOLDERS, random);
  const others = HOLDERS.filter((one) => one !== holder && random() < 0.6);
  if (others.length === 0) return transfer(draw);
  const direction = random() < 0.5 ? 'toMany' : 'fromMany';
  const sign = direction === 'toMany' ? 1 : -1;
  const shares = others.map((one) => ({ holder: one, points: upTo(8, random) }));
  const total = shares.reduce((sum, { points }) => sum + points, 0);
  return {
    key,
    kind: direction,
    made: [entryId(draw)],
    effects: [
      { holder, points: -sign * total },
      ...shares.map((share) => ({ holder: share.holder, points: sign * share.points })),
    ],
    run: (scope) => postBatch(scope, { key, direction, holder, shares, reason: REASON }),
  };
}

function hold(draw: Draw): Operation {
  const { key, random } = draw;
  const from = oneOf(HOLDERS, random);
  const points = upTo(25, random);
  const days = upTo(3, random);
  return {
    key,
    kind: 'hold',
    made: [entryId(draw)],
    effects: [{ holder: from, points: -points, held: points }],
    hold: { from, points },
    run: (scope) => holdPoints(scope, { key, from, points, reason: REASON, days }),
  };
}

function redeem(draw: Draw): Operation {
  const { key, random } = draw;
  const holder = oneOf(HOLDERS, random);
  const first = Math.floor(random() * ITEMS.length);
  const lines = ITEMS.slice(first, first + upTo(2, random)).map((item) => ({
    item,
    quantity: upTo(2, random),
  }));
  const items = lines.map(({ item, quantity }) => ({ itemId: item.id, quantity }));
  const total = lines.reduce((sum, { item, quantity }) => sum + item.points * quantity, 0);
  return {
    key,
    kind: 'redeem',
    made: [entryId(draw)],
    effects: [{ holder, points: -total }],
    goods: items,
    run: (scope) => redeemPoints(scope, { key, holder, items, total }),
  };
}

/** One of those that are done, of these kinds; several may be after the same. */
function earlier({ random, known }: Draw, ...kinds: readonly string[]): Operation | undefined {
  const fitting = known.filter(({ kind }) => kinds.includes(kind)).slice(-12);
  return fitting.length === 0 ? undefined : oneOf(fitting, random);
}

function capture(draw: Draw): Operation | undefined {
  const about = earlier(draw, 'hold');
  if (about?.hold === undefined) return undefined;
  const { key, random } = draw;
  const { from, points: held } = about.hold;
  const to = oneOf(HOLDERS, random);
  const points = upTo(held, random);
  const holdId = about.made[0] ?? '';
  return {
    key,
    kind: 'capture',
    made: [entryId(draw)],
    about,
    effects: [
      { holder: from, held: -held, points: held - points },
      { holder: to, points },
    ],
    run: (scope) => captureHold(scope, holdId, { key, to, points }),
  };
}

function release(draw: Draw): Operation | undefined {
  const about = earlier(draw, 'hold');
  if (about?.hold === undefined) return undefined;
  const { key } = draw;
  const { from, points } = about.hold;
  const holdId = about.made[0] ?? '';
  return {
    key,
    kind: 'release',
    made: [entryId(draw)],
    about,
    effects: [{ holder: from, held: -points, points }],
    run: (scope) => releaseHold(scope, holdId, { key }),
  };
}

const CORRECTABLE = ['issue', 'transfer', 'toMany', 'fromMany', 'capture'];
const REVERSIBLE = [...CORRECTABLE, 'redeem'];

/** What taking it back gives back. Of a capture the points go from whom it went to, to whose they were. */
const opposite = ({ effects }: Operation): Effect[] =>
  effects.map(({ holder, points = 0, held = 0 }) => ({ holder, points: 0 - points - held }));

function reverse(draw: Draw): Operation | undefined {
  const about = earlier(draw, ...REVERSIBLE);
  if (about === undefined) return undefined;
  const { tenantId, key } = draw;
  const id = about.made[0] ?? '';
  return {
    key,
    kind: 'reverse',
    made: [reversalId(tenantId, id)],
    about,
    effects: opposite(about),
    goods: (about.goods ?? []).map(({ itemId, quantity }) => ({ itemId, quantity: -quantity })),
    run: (scope) => reverseEntry(scope, id, { reason: REASON }),
  };
}

function correct(draw: Draw): Operation | undefined {
  const about = earlier(draw, ...CORRECTABLE);
  if (about === undefined) return undefined;
  const { tenantId, key, random } = draw;
  const id = about.made[0] ?? '';
  const [from, to] = two(random);
  const points = upTo(20, random);
  return {
    key,
    kind: 'correct',
    made: [entryId(draw), reversalId(tenantId, id)],
    about,
    effects: [...opposite(about), { holder: from, points: -points }, { holder: to, points }],
    run: (scope) => correctEntry(scope, id, { key, from, to, points, reason: REASON, because: '写错' }),
  };
}

function reverseRecord(draw: Draw): Operation | undefined {
  const about = earlier(draw, 'record');
  if (about === undefined) return undefined;
  const { tenantId, key } = draw;
  const id = about.made[0] ?? '';
  return {
    key,
    kind: 'reverseRecord',
    made: [idFrom('serviceRecord', tenantId, 'reversal', id)],
    about,
    effects: about.effects.map(({ holder, points = 0, minutes = 0 }) => ({
      holder,
      points: -points,
      minutes: -minutes,
    })),
    run: (scope) => reverseServiceRecord(scope, id, { reason: REASON }),
  };
}

const OPENING = [record, issue];
const DRAWN: readonly ((draw: Draw) => Operation | undefined)[] = [
  record,
  record,
  issue,
  transfer,
  transfer,
  transfer,
  batch,
  redeem,
  redeem,
  hold,
  hold,
  capture,
  release,
  reverse,
  correct,
  reverseRecord,
];
