import { oneOf } from '../../battery/random.ts';
import type { Ledger, Transfer } from './ledger.ts';

/** Between any two holders, or all of them out of one card. */
export type Shape = 'spread' | 'hot';

type Holders = Pick<Ledger, 'card' | 'volunteers'>;

/** Transfers of one point without end; `run` begins their keys, so that no two runs share one. */
export function* transfersOf(
  shape: Shape,
  { card, volunteers }: Holders,
  run: string,
  random: () => number,
): Generator<Transfer, never> {
  for (let n = 0; ; n++) {
    const from = shape === 'hot' ? card : oneOf(volunteers, random);
    yield { key: `transfer-${run}-${n}`, from, to: other(volunteers, from, random), points: 1 };
  }
}

function other(volunteers: readonly string[], than: string, random: () => number): string {
  for (;;) {
    const one = oneOf(volunteers, random);
    if (one !== than) return one;
  }
}
