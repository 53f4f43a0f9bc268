import { drafter } from '../table/index.ts';
import { FundEntries } from './entities.ts';

export const draftFundEntry = drafter(FundEntries);
