import { drafter } from '../table/index.ts';
import { Cards, CatalogueItems, PointsRules, ServiceRecords, Volunteers } from './entities.ts';
import { standingFields } from './volunteers/standing.ts';

export const draftVolunteer = drafter(Volunteers, Object.keys(standingFields));
export const draftServiceRecord = drafter(ServiceRecords);
export const draftCard = drafter(Cards, ['signatures']);
export const draftCatalogueItem = drafter(CatalogueItems);
export const draftPointsRule = drafter(PointsRules);
