import { type FundEntry, ledgerEntryOf, misstatedBalances, tallyFundEntry } from '@linli/core/renewal';
import { balanceOf, replay } from '@linli/ledger';
import fc from 'fast-check';
import { expect, test } from 'vitest';

type Movement = { incomeFen: number; spendingFen: number };

const line = (position: number, movement: Movement, balanceFen: number): FundEntry => ({
  id: `fnd_${position}`,
  courtyardId: 'cyd_1',
  enteredOn: '2018-03-18',
  position,
  summary: '区域单位捐助',
  balanceFen,
  ...movement,
});

/** The lines as someone writes them who can add up, from a balance carried forward. */
function written(carriedFen: number, movements: Movement[]): FundEntry[] {
  let balanceFen = carriedFen;
  return movements.map((movement, i) => {
    balanceFen += movement.incomeFen - movement.spendingFen;
    return line(i, movement, balanceFen);
  });
}

const fen = fc.nat({ max: 10_000_000 });
const movements = fc.array(fc.record({ incomeFen: fen, spendingFen: fen }), { minLength: 2, maxLength: 20 });

test('what a fund takes in comes out of the world outside it', () => {
  const entry = ledgerEntryOf(line(1, { incomeFen: 300_000, spendingFen: 0 }, 400_000));

  expect(entry).toMatchObject({ id: 'fnd_1', book: 'fen', on: '2018-03-18' });
  expect(replay([entry])).toEqual(
    new Map([
      ['fund:cyd_1', 300_000],
      ['outside', -300_000],
    ]),
  );
});

test("a fund's balance is what its lines add up to", () => {
  fc.assert(
    fc.property(movements, (all) => {
      const lines = written(0, all);
      expect(balanceOf('fund:cyd_1', lines.map(ledgerEntryOf))).toBe(lines.at(-1)?.balanceFen);
    }),
  );
});

test('a ledger that adds up has no misstated balance, whatever was carried forward into it', () => {
  fc.assert(
    fc.property(fen, movements, (carriedFen, all) => {
      expect(misstatedBalances(written(carriedFen, all))).toEqual([]);
    }),
  );
});

test('one balance written wrongly is named with the right one, and only it', () => {
  fc.assert(
    fc.property(movements, fc.integer({ min: 1, max: 1000 }), fc.nat(), (all, slip, where) => {
      const lines = written(0, all);
      const at = 1 + (where % (lines.length - 1));
      const right = lines[at] as FundEntry;
      const wrong = { ...right, balanceFen: right.balanceFen + slip };

      expect(misstatedBalances(lines.with(at, wrong))).toEqual([
        { line: wrong, countedFen: right.balanceFen },
      ]);
    }),
  );
});

test('a fund without lines has nothing misstated', () => {
  expect(misstatedBalances([])).toEqual([]);
});

test('spending lowers the balance and counts by itself', () => {
  const spent = line(3, { incomeFen: 0, spendingFen: 86_550 }, 313_450);

  expect(tallyFundEntry(spent).filter(({ scope }) => scope === 'cyd_1')).toEqual([
    { scope: 'cyd_1', metric: 'fundBalanceFen', by: -86_550, on: '2018-03-18' },
    { scope: 'cyd_1', metric: 'fundSpendingFen', by: 86_550, on: '2018-03-18' },
  ]);
});
