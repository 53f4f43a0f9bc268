import { drafter } from '../table/index.ts';
import { Units } from './entities.ts';

export const draftUnit = drafter(Units);
