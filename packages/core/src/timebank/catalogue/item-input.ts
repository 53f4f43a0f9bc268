import { z } from 'zod';
import type { Fields } from '../../audit/index.ts';
import { LinliError } from '../../kernel/index.ts';
import type { CatalogueItem } from '../catalogue-item.ts';
import { RedemptionDays } from './redemption-days.ts';
import type { CatalogueTerms } from './terms.ts';

const Text = z.string().trim().min(1);

/** What the console says of an item: what is absent is not, or no longer, so. */
export const CatalogueItemInput = z.object({
  name: Text.max(40),
  /** Whole points for one of it. */
  points: z.number().int().min(1).max(1_000_000),
  note: Text.max(120).optional(),
  sponsor: Text.max(60).optional(),
  provider: Text.max(60).optional(),
  monthlyLimit: z.number().int().min(1).max(10_000).optional(),
  dailyPlaces: z.number().int().min(1).max(10_000).optional(),
  courtyardIds: z.array(z.string().max(60)).min(1).max(100).optional(),
  days: RedemptionDays.optional(),
});
type Said = z.infer<typeof CatalogueItemInput>;

export const NewCatalogueItem = CatalogueItemInput.extend({
  type: z.enum(['goods', 'service']),
  /** How many there are to begin with. */
  stock: z.number().int().min(0).max(1_000_000).optional(),
});

export const CatalogueItemChange = CatalogueItemInput.extend({
  /** As the page showed it: 0 for an item whose terms nobody has set yet. */
  revision: z.number().int().min(0),
  /** No longer offered; what was redeemed stays. */
  retired: z.boolean().default(false),
});

/** The terms by name. */
export const TERMS = [
  'sponsor',
  'provider',
  'monthlyLimit',
  'dailyPlaces',
  'courtyardIds',
  'days',
  'retired',
] as const satisfies readonly (keyof CatalogueTerms)[];

export type Parts = {
  item: Pick<Said, 'name' | 'points' | 'note'>;
  terms: Omit<CatalogueTerms, 'id' | 'revision' | 'picture'>;
};

/** What a ledger says too, and the terms that it does not know. */
export const inParts = ({ name, points, note, ...terms }: Said & { retired?: true }): Parts => ({
  item: { name, points, ...(note === undefined ? {} : { note }) },
  terms,
});

/** Goods are counted by their stock; only a service has places in a day, and somebody who does it. */
export function requireFitting(type: CatalogueItem['type'], { dailyPlaces, provider }: Said): void {
  if (type === 'service') return;
  const field = dailyPlaces === undefined ? 'provider' : 'dailyPlaces';
  if ({ dailyPlaces, provider }[field] !== undefined)
    throw new LinliError('invalid', 'onlyOfService', { field });
}

/** What the trail says of an item: its days one by one, and neither that it was changed so many times nor its
 * picture, which has lines of its own. */
export function toldOf({ id: _, revision: __, picture: ___, days = {}, ...told }: CatalogueItem): Fields {
  const { weekly, dates } = days;
  return { ...told, ...weekly, dates: dates?.join(' ') };
}
