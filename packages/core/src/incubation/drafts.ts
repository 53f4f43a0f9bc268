import { drafter } from '../table/index.ts';
import { Organisations } from './entities.ts';

export const draftOrganisation = drafter(Organisations);
