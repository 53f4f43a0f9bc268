import { idFrom } from '@linli/core/kernel';
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
import { type Draw, type Effect, earlier, entryId, type Operation, upTo } from './draw.ts';
import { CARDS, HOLDERS, VOLUNTEERS } from './holders.ts';
import { cancelled, collect, drawGoods, order } from './orders.ts';

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
  const { items, total } = drawGoods(random);
  return {
    key,
    kind: 'redeem',
    made: [entryId(draw)],
    effects: [{ holder, points: -total }],
    goods: items,
    run: (scope) => redeemPoints(scope, { key, holder, items, total }),
  };
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
const REVERSIBLE = [...CORRECTABLE, 'redeem', 'collect'];

/** What taking it back gives back. Of a capture the points go from whom it went to, to whose they were. */
const opposite = ({ effects }: Operation): Effect[] =>
  effects.map(({ holder, points = 0, held = 0 }) => ({ holder, points: 0 - points - held }));

/** Of what was ordered, the goods were taken by the order. */
const broughtBack = ({ kind, about, goods = [] }: Operation) =>
  (kind === 'collect' ? (about?.goods ?? []) : goods).map(({ itemId, quantity }) => ({
    itemId,
    quantity: -quantity,
  }));

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
    goods: broughtBack(about),
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
  order,
  order,
  collect,
  cancelled,
  hold,
  hold,
  capture,
  release,
  reverse,
  correct,
  reverseRecord,
];
