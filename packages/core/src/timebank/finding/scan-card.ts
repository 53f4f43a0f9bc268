import { z } from 'zod';
import { internal } from '../../kernel/index.ts';
import { FoundHolder } from './holder-search.ts';
import { scanCodeOf } from './scan-code.ts';

/** What is printed on a card for the desk's scanner (扫码卡): whose it is, and the digits of its square code. */
export const ScanCard = FoundHolder.extend({ code: internal(z.string()) });
export type ScanCard = z.infer<typeof ScanCard>;

export const scanCardOf = (holder: FoundHolder): ScanCard => ({ ...holder, code: scanCodeOf(holder.id) });
