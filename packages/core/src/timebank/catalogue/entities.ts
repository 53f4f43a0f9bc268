import { Entity } from 'electrodb';
import { tenantKey } from '../../table/index.ts';

/** Apart from the item: a ledger that comes again says all of its row anew, and nothing of this. */
export const CatalogueTermsItems = new Entity({
  model: { service: 'timebank', entity: 'catalogueTerms', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    sponsor: { type: 'string' },
    provider: { type: 'string' },
    monthlyLimit: { type: 'number' },
    dailyPlaces: { type: 'number' },
    courtyardIds: { type: 'any' },
    days: { type: 'any' },
    retired: { type: 'boolean' },
    picture: { type: 'any' },
    revision: { type: 'number', required: true },
    // Of an item made by hand: what was asked for under its key, so that the same again is told from something else.
    askedHash: { type: 'string' },
  },
  indexes: { byId: tenantKey('catalogueTerms', ['id']) },
});

/**
 * How many of an item with a limit were redeemed: by an account in a month (`<item>.<account>.<month>`), or by all in a day
 * (`<item>.<day>`).
 */
export const RedemptionCounts = new Entity({
  model: { service: 'timebank', entity: 'redemptionCount', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    count: { type: 'number', required: true },
  },
  indexes: { byId: tenantKey('redemptionCount', ['id']) },
});

/** The picture of an item in base64, apart from what is said of it: a list reads that and not the picture. */
export const CataloguePictures = new Entity({
  model: { service: 'timebank', entity: 'cataloguePicture', version: '1' },
  attributes: {
    tenantId: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    mediaType: { type: ['image/jpeg', 'image/png'] as const, required: true },
    data: { type: 'string', required: true },
  },
  indexes: { byId: tenantKey('cataloguePicture', ['id']) },
});
