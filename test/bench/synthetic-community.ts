import { draftCourtyard } from '@linli/core/courtyard';
import { draftOrganisation } from '@linli/core/incubation';
import { IN_JOB, idFrom, notFound, type Scope, SYSTEM } from '@linli/core/kernel';
import { draftCourse, draftRoom } from '@linli/core/learning';
import { draftUnit } from '@linli/core/partners';
import { type Draft, type DraftSource, type Table, write } from '@linli/core/table';
import { Communities, createCommunity } from '@linli/core/tenancy';
import { draftServiceRecord, draftVolunteer, ensureOpeningRule, memberAccountId } from '@linli/core/timebank';
import { districtTable, type TestTable, tenantTable } from '../support/engine.ts';
import { countRows } from './count-rows.ts';
import { say } from './measure.ts';

export const DISTRICT = 'bench';
export const NOW = '2019-05-01T02:00:00.000Z';

const COURTYARDS = 15;
const VOLUNTEERS = 600;
const FIRST_DAY = Date.UTC(2016, 4, 1);
/** Three years up to yesterday. */
const DAYS = 1095;
const INSERTED_AT_ONCE = 1000;

/** A community whose size differs from another's in nothing but the number of service records, spread over three years. */
export async function synthesizeCommunity(
  made: TestTable,
  { slug, records }: { slug: string; records: number },
): Promise<Scope> {
  const asking = { actor: SYSTEM, now: NOW, requestId: 'bench', from: IN_JOB };
  const district = { ...asking, districtId: DISTRICT, table: districtTable(made, DISTRICT) };
  const { tenantId } = await createCommunity(district, { slug, name: '东环路社区', key: `bench-${slug}` });
  const table = tenantTable(made, tenantId);
  const scope: Scope = { ...asking, tenantId, table };
  await ensureOpeningRule(scope);

  const from: DraftSource = {
    tenantId,
    importId: 'imp_bench',
    source: 'bench',
    row: 1,
    now: NOW,
    by: 'bench',
  };
  await insert(table, [...surroundings(from), ...many(VOLUNTEERS, (i) => volunteer(from, i))]);
  for (let start = 0; start < records; start += INSERTED_AT_ONCE) {
    const size = Math.min(INSERTED_AT_ONCE, records - start);
    await insert(
      table,
      many(size, (i) => serviceRecord(from, start + i)),
    );
    if ((start + size) % 20_000 === 0) say(`  ${slug}: ${start + size} of ${records} records`);
  }
  await countRows(table, tenantId);
  const open = Communities.patch({ districtId: DISTRICT, slug }).set({ state: 'live' });
  await district.table.commit([write(open, notFound('community'))]);
  return scope;
}

const LANES = 4;

async function insert(table: Table, drafts: readonly Draft[]): Promise<void> {
  const share = Math.ceil(drafts.length / LANES);
  const lanes = many(LANES, (i) => drafts.slice(i * share, (i + 1) * share));
  await Promise.all(lanes.map((lane) => table.insertMany(lane.map((draft) => draft.insert))));
}

const many = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const dayOf = (i: number) =>
  new Date(FIRST_DAY + ((i * 7919) % DAYS) * 86_400_000).toISOString().slice(0, 10);

const courtyardId = (tenantId: string, i: number) => idFrom('courtyard', tenantId, String(i % COURTYARDS));
const volunteerId = (tenantId: string, i: number) => idFrom('volunteer', tenantId, String(i % VOLUNTEERS));

function surroundings(from: DraftSource): Draft[] {
  const { tenantId } = from;
  return [
    ...many(COURTYARDS, (i) =>
      draftCourtyard(
        {
          id: courtyardId(tenantId, i),
          name: `第${i + 1}院`,
          position: i + 1,
          address: `东环路${i + 1}号`,
          builtText: '80年代',
          builtFrom: '1980-01-01',
          reportedHouseholds: 50,
          reportedResidents: 150,
          hasBranch: true,
          hasStation: true,
          feature: '墙绘、花池与活动场地',
        },
        from,
      ),
    ),
    ...many(13, (i) =>
      draftRoom({ id: idFrom('room', tenantId, String(i)), name: `第${i + 1}室`, position: i + 1 }, from),
    ),
    ...many(13, (i) =>
      draftCourse(
        {
          id: idFrom('course', tenantId, String(i)),
          name: `第${i + 1}班`,
          roomName: `第${i + 1}室`,
          scheduleText: '每周三 14:30–16:00',
          slots: [{ weekday: (i % 7) + 1, from: '14:30', to: '16:00' }],
          startsOn: '2019-03-01',
          endsOn: '2019-07-31',
        },
        from,
      ),
    ),
    ...many(13, (i) =>
      draftOrganisation(
        {
          id: idFrom('organisation', tenantId, String(i)),
          name: `第${i + 1}队`,
          position: i + 1,
          kind: i === 0 ? 'socialOrganisation' : 'team',
          stage: i < 8 ? 'mature' : 'incubating',
          activities: '文艺、巡逻、便民服务',
        },
        from,
      ),
    ),
    ...many(12, (i) =>
      draftUnit({ id: idFrom('unit', tenantId, String(i)), position: i + 1, name: `第${i + 1}单位` }, from),
    ),
  ];
}

const numberOf = (i: number) => `XD-${String(i % VOLUNTEERS).padStart(4, '0')}`;

const volunteer = (from: DraftSource, i: number): Draft =>
  draftVolunteer(
    {
      id: volunteerId(from.tenantId, i),
      personId: idFrom('person', from.tenantId, String(i)),
      volunteerNo: numberOf(i),
      name: `志愿者${i}`,
      courtyardId: courtyardId(from.tenantId, i),
      partyMember: i % 3 === 0,
      registeredOn: '2016-05-01',
    },
    from,
  );

const serviceRecord = (from: DraftSource, i: number): Draft => {
  const durationMinutes = 30 + (i % 8) * 30;
  const volunteerKey = volunteerId(from.tenantId, i);
  return draftServiceRecord(
    {
      id: idFrom('serviceRecord', from.tenantId, String(i)),
      servedOn: dayOf(i),
      item: '院落夜间义务巡逻',
      category: '平安巡逻',
      volunteerId: volunteerKey,
      volunteerNo: numberOf(i),
      volunteerName: `志愿者${i % VOLUNTEERS}`,
      courtyardId: courtyardId(from.tenantId, i),
      accountId: memberAccountId(from.tenantId, volunteerKey),
      durationMinutes,
      points: Math.round(durationMinutes / 6),
      ruleId: idFrom('rule', from.tenantId, 'opening'),
      recipient: '花园颐院居民',
      peopleServed: 1 + (i % 3),
      verifier: '网格员',
    },
    { ...from, row: i + 1 },
  );
};
