import { z } from 'zod';
import { internal, publicField } from '../../kernel/index.ts';
import { ItemPicture } from './picture.ts';
import { RedemptionDays } from './redemption-days.ts';

/**
 * On what terms a catalogue item is offered (兑换条件), as the console says them; the item itself may have come from a
 * ledger. `monthlyLimit` is how many one account may redeem in a calendar month, `dailyPlaces` how many there are of a
 * service in a day; both absent for no limit. `courtyardIds` are those it is for, all where absent. `revision` counts the
 * changes, so that two editors notice each other.
 */
export const CatalogueTerms = z.object({
  id: publicField(z.string()),
  sponsor: publicField(z.string().optional()),
  provider: publicField(z.string().optional()),
  monthlyLimit: publicField(z.number().int().optional()),
  dailyPlaces: publicField(z.number().int().optional()),
  courtyardIds: publicField(z.array(z.string()).optional()),
  days: publicField(RedemptionDays.optional()),
  retired: publicField(z.boolean().optional()),
  picture: publicField(ItemPicture.optional()),
  revision: internal(z.number().int().optional()),
});
export type CatalogueTerms = z.infer<typeof CatalogueTerms>;
