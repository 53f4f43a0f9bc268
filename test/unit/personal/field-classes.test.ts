import { readFileSync } from 'node:fs';
import * as courtyard from '@linli/core/courtyard';
import * as governance from '@linli/core/governance';
import * as identity from '@linli/core/identity';
import * as importing from '@linli/core/importing';
import * as incubation from '@linli/core/incubation';
import { masked } from '@linli/core/kernel';
import * as learning from '@linli/core/learning';
import * as messaging from '@linli/core/messaging';
import * as partners from '@linli/core/partners';
import { fieldsOf, NOUNS } from '@linli/core/personal';
import * as renewal from '@linli/core/renewal';
import * as tenancy from '@linli/core/tenancy';
import * as timebank from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import * as courtyardEntities from '../../../packages/core/src/courtyard/entities.ts';
import * as governanceEntities from '../../../packages/core/src/governance/entities.ts';
import * as incubationEntities from '../../../packages/core/src/incubation/entities.ts';
import * as learningEntities from '../../../packages/core/src/learning/entities.ts';
import * as partnersEntities from '../../../packages/core/src/partners/entities.ts';
import * as personalEntities from '../../../packages/core/src/personal/entities.ts';
import * as renewalEntities from '../../../packages/core/src/renewal/entities.ts';
import * as activityEntities from '../../../packages/core/src/timebank/activities/entities.ts';
import * as catalogueEntities from '../../../packages/core/src/timebank/catalogue/entities.ts';
import * as timebankEntities from '../../../packages/core/src/timebank/entities.ts';
import * as findingEntities from '../../../packages/core/src/timebank/finding/entities.ts';
import * as hoursEntities from '../../../packages/core/src/timebank/hours/entities.ts';
import * as needEntities from '../../../packages/core/src/timebank/needs/entities.ts';
import * as orderEntities from '../../../packages/core/src/timebank/orders/entities.ts';
import * as recognitionEntities from '../../../packages/core/src/timebank/recognition/entities.ts';
import * as ruleEntities from '../../../packages/core/src/timebank/rules/entities.ts';
import * as stockEntities from '../../../packages/core/src/timebank/stock/entities.ts';
import * as volunteersEntities from '../../../packages/core/src/timebank/volunteers/entities.ts';
import { PERSONAL_DATA_PAGE, personalDataPage } from '../../../scripts/personal-data.ts';

const FACES = {
  ...courtyard,
  ...governance,
  ...identity,
  ...importing,
  ...incubation,
  ...learning,
  ...messaging,
  ...partners,
  ...renewal,
  ...tenancy,
  ...timebank,
};
const ENTITIES = {
  ...courtyardEntities,
  ...catalogueEntities,
  ...findingEntities,
  ...governanceEntities,
  ...incubationEntities,
  ...learningEntities,
  ...partnersEntities,
  ...personalEntities,
  ...orderEntities,
  ...renewalEntities,
  ...stockEntities,
  ...timebankEntities,
  ...hoursEntities,
  ...ruleEntities,
  ...recognitionEntities,
  ...volunteersEntities,
  ...activityEntities,
  ...needEntities,
};

/** What an entity keeps beside its noun's fields: provenance, parts of keys, and the import's own marks. */
const KEPT_BESIDE = [
  'tenantId',
  'id',
  'origin',
  'createdAt',
  'createdBy',
  'made',
  'touchedBy',
  'listedIn',
  'listedUnder',
  'lastImportId',
  'standingId',
  'askedHash',
  'standing',
  // What a sign-up was answered with, so that the same request is answered so again.
  'answered',
  // The words of a line of the passbook, until the stream has printed it.
  'last',
];

type AnyEntity = { schema: { model: { entity: string }; attributes: object } };

const tells = ([, entity]: [string, unknown]) =>
  !TELLS_NOTHING.includes((entity as AnyEntity).schema.model.entity);

const nounOf = ({ schema }: AnyEntity) => {
  const name = schema.model.entity;
  return NOUNS[`${name.charAt(0).toUpperCase()}${name.slice(1)}`];
};

/** Items that stand for no noun: ids, hashes and sealed text, and nothing that says anything of anybody. */
const TELLS_NOTHING = [
  'idMark',
  'idNumberKey',
  'erasure',
  'openHold',
  'openList',
  // Its lines are classed as `ListLine`: a list is not handed whole to one who stands on it.
  'pointsListPart',
  'openOrder',
  'cataloguePicture',
  'finderFill',
  'stock',
  'starCandidate',
  'starSearch',
  'entryPace',
  'quota',
  'expiryRun',
  'applicationMark',
  'certificateYear',
  'stampImage',
  'seats',
  'ticketKey',
  'takenNeed',
  'redemptionCount',
];

describe('the classes of fields', () => {
  it.each(Object.entries(NOUNS))('leave no field of %s without one', (_, [, schema]) => {
    const without = fieldsOf(schema).filter((field) => field.class === undefined);

    expect(without).toEqual([]);
  });

  it.each(Object.entries(ENTITIES).filter(tells))('cover everything that %s keeps', (_, entity) => {
    const [, schema] = nounOf(entity as AnyEntity) ?? [];
    const declared = [...Object.keys(schema?.shape ?? {}), ...KEPT_BESIDE];

    const kept = Object.keys((entity as AnyEntity).schema.attributes);

    const own = kept.filter((attribute) => !/^(__edb|gsi\d|pk$|sk$)/.test(attribute));
    expect(own.filter((attribute) => !declared.includes(attribute))).toEqual([]);
  });

  it('are declared for every noun that a domain has a schema with an id of', () => {
    const known = Object.values(NOUNS).flatMap(([, schema]) => Object.values(schema.shape));
    const nouns = Object.entries(FACES).filter(([, face]) => isNoun(face));

    const undeclared = nouns.filter(
      ([, face]) => !known.includes((face as unknown as { shape: { id: never } }).shape.id),
    );

    expect(nouns.length).toBeGreaterThan(20);
    expect(undeclared.map(([name]) => name)).toEqual([]);
  });

  it('are what docs/personal-data.md says they are', () => {
    expect(readFileSync(PERSONAL_DATA_PAGE, 'utf8')).toBe(personalDataPage());
  });
});

const isNoun = (face: unknown): boolean =>
  typeof face === 'object' && face !== null && 'shape' in face && 'id' in (face as { shape: object }).shape;

describe('what is handed out', () => {
  const person = {
    id: 'prs_1',
    name: '王芳',
    phone: '19901000001',
    retired: false,
    need: '请打 199 0100 0001 或 028-83012345，身份证 510104195307120028',
  };

  it('has a phone number masked, and numbers in free text', () => {
    const shown = masked(courtyard.Person, person);

    expect(shown.phone).toBe('199****0001');
    expect(shown.need).toBe('请打 199****0001 或 028-83012345，身份证 ******************');
  });

  it('is masked in whatever it lies', () => {
    const shown = masked(courtyard.HouseholdDetail, {
      id: 'hsh_1',
      courtyardId: 'cyd_1',
      householdNo: '1',
      residents: [person],
    });

    expect(JSON.stringify(shown)).not.toContain('19901000001');
  });

  it('keeps the address and telephone that a community publishes', () => {
    const shown = masked(tenancy.CommunityCard.extend({ contact: tenancy.Community.shape.contact }), {
      slug: 'donghuan',
      name: '东环',
      contact: '19901000001',
    });

    expect(shown.contact).toBe('19901000001');
  });
});
