import { tallyCourtyard, tallyHousehold, tallyPerson } from '../courtyard/index.ts';
import { tallyElection, tallyMeeting, tallyOffice, tallyOpinion } from '../governance/index.ts';
import { tallyOrganisation } from '../incubation/index.ts';
import type { Contribution } from '../kernel/index.ts';
import { tallyCourse, tallyRoom } from '../learning/index.ts';
import { tallyUnit } from '../partners/index.ts';
import { tallyFundEntry } from '../renewal/index.ts';
import {
  type GoodsMove,
  movesOfEntry,
  movesOfStock,
  tallyCard,
  tallyCatalogueItem,
  tallyPointsEntry,
  tallyServiceRecord,
  tallyVolunteer,
} from '../timebank/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: a stored item of the noun it is filed under.
type Tally = (item: any) => Contribution[];

/**
 * Which nouns are counted, and how. A noun's name is what the store calls it (`__edb_e__`) and the collection its records
 * lie in, so that the stream and a recount find the same rows.
 */
export const TALLIES: ReadonlyMap<string, Tally> = new Map<string, Tally>([
  ['courtyard', tallyCourtyard],
  ['household', tallyHousehold],
  ['person', tallyPerson],
  ['meeting', tallyMeeting],
  ['opinion', tallyOpinion],
  ['election', tallyElection],
  ['office', tallyOffice],
  ['fundEntry', tallyFundEntry],
  ['volunteer', tallyVolunteer],
  ['serviceRecord', tallyServiceRecord],
  ['pointsEntry', tallyPointsEntry],
  ['card', tallyCard],
  ['catalogueItem', tallyCatalogueItem],
  ['room', tallyRoom],
  ['course', tallyCourse],
  ['organisation', tallyOrganisation],
  ['unit', tallyUnit],
]);

// biome-ignore lint/suspicious/noExplicitAny: a stored item of the noun it is filed under.
type GoodsTally = (item: any) => GoodsMove[];

/** Of which nouns goods are counted, an item and a month at a time; they are nobody's figure. */
export const GOODS: ReadonlyMap<string, GoodsTally> = new Map<string, GoodsTally>([
  ['pointsEntry', movesOfEntry],
  ['stockMovement', movesOfStock],
]);
