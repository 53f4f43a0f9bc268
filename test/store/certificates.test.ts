import type { Scope } from '@linli/core/kernel';
import {
  draftPointsRule,
  draftVolunteer,
  drawUpCertificate,
  getCertificate,
  getStamp,
  issueCertificate,
  keepStamp,
  listCertificates,
  lodgeObjection,
  openingRule,
  postServiceRecord,
  publicCertificate,
  publicRecognition,
  reverseServiceRecord,
  revokeCertificate,
  settleObjection,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('certificates');

const WANG = 'vol_wang';
/** Seven days after the day on which it was drawn up, and the day after those. */
const LAST_DAY = '2019-05-17T15:00:00.000Z';
const DAY_AFTER = '2019-05-17T17:00:00.000Z';
const OFFICE = { handler: '周强', contact: '028-83010000' };
const APRIL = { volunteerId: WANG, from: '2019-04-01', to: '2019-04-30' };

const on = (scope: Scope, now: string): Scope => ({ ...scope, now });

/** 王小芳 swept twice and cut hair once in April, and once in March. */
async function timeBank(): Promise<{ scope: Scope; recordId: string }> {
  const { scope } = await aCommunity();
  const by = { tenantId: scope.tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const wang = { id: WANG, personId: 'prs_wang', volunteerNo: 'DH1', name: '王小芳', partyMember: false };
  await scope.table.insertMany(
    [draftPointsRule(openingRule(scope.tenantId), by), draftVolunteer(wang, by)].map(({ insert }) => insert),
  );
  const served = async (servedOn: string, category: string, durationMinutes: number) =>
    postServiceRecord(scope, {
      ...{ volunteerId: WANG, item: category, servedOn, category, durationMinutes },
      key: `${servedOn} ${category}`,
    });
  await served('2019-03-31', '理发', 60);
  await served('2019-04-01', '清扫', 90);
  await served('2019-04-30', '清扫', 30);
  const { id } = await served('2019-04-12', '理发', 60);
  return { scope, recordId: id };
}

const drawnUp = (scope: Scope, key = 'form-1') => drawUpCertificate(scope, { ...APRIL, key });
const issued = async (scope: Scope, key = 'form-1') =>
  issueCertificate(on(scope, DAY_AFTER), '东环路社区', (await drawnUp(scope, key)).id, OFFICE);

describe('a certificate', () => {
  it('says what the hours book says of the period, both of its days counted', async () => {
    const { scope } = await timeBank();

    const certificate = await drawnUp(scope);

    expect(certificate).toMatchObject({
      ...{ minutes: 180, times: 3, state: 'announced', publicUntil: '2019-05-17' },
      services: [
        { category: '清扫', times: 2, minutes: 120 },
        { category: '理发', times: 1, minutes: 60 },
      ],
    });
    expect(certificate.number).toBeUndefined();
    expect((await publicRecognition(scope)).notices).toMatchObject([
      { kind: 'certificate', name: '王*芳', minutes: 180, from: '2019-04-01', publicUntil: '2019-05-17' },
    ]);
    await expect(
      drawUpCertificate(scope, { ...APRIL, from: '2019-04-02', to: '2019-04-03', key: 'form-2' }),
    ).rejects.toMatchObject({ reason: 'noHoursInPeriod', field: 'from' });
    await expect(
      drawUpCertificate(scope, { ...APRIL, endsOn: '2019-05-16', key: 'form-3' }),
    ).rejects.toMatchObject({ reason: 'publicityTooShort', field: 'endsOn' });
  });

  it('is issued after seven days of publicity, and can be checked by anyone who has its code', async () => {
    const { scope } = await timeBank();
    const drawn = await drawnUp(scope);

    await expect(issueCertificate(on(scope, LAST_DAY), '东环路社区', drawn.id, OFFICE)).rejects.toMatchObject(
      {
        reason: 'publicityOpen',
      },
    );
    await expect(publicCertificate(scope, drawn.code)).rejects.toMatchObject({ code: 'not_found' });
    const certificate = await issued(scope);

    expect(certificate).toMatchObject({
      ...OFFICE,
      number: '2019-0001',
      issuer: '东环路社区',
      state: 'issued',
    });
    expect(await issued(scope)).toEqual(certificate);
    // The form that drew it up, sent again.
    expect(await drawnUp(scope)).toEqual(drawn);
    expect(await publicCertificate(scope, drawn.code.toUpperCase())).toEqual({
      ...{ id: drawn.code, number: '2019-0001', name: '王*芳', issuer: '东环路社区', issuedOn: '2019-05-18' },
      ...{ from: '2019-04-01', to: '2019-04-30', minutes: 180, times: 3 },
    });
  });

  it('has a number of its own, however many are issued at once, and keeps it when it is revoked', async () => {
    const { scope } = await timeBank();
    const forms = ['form-1', 'form-2', 'form-3', 'form-4', 'form-5'];

    const all = await Promise.all(forms.map((key) => issued(scope, key)));
    const [first] = all;
    const revoked = await revokeCertificate(on(scope, DAY_AFTER), first?.id as string, {
      reason: '写错名字',
    });
    const next = await issued(scope, 'form-6');

    expect(all.map(({ number }) => number).sort()).toEqual(
      [1, 2, 3, 4, 5].map((count) => `2019-000${count}`),
    );
    expect(new Set(all.map(({ code }) => code)).size).toBe(5);
    expect(revoked).toMatchObject({ number: first?.number, state: 'revoked', revokedOn: '2019-05-18' });
    expect(await publicCertificate(scope, revoked.code)).toMatchObject({ revokedOn: '2019-05-18' });
    expect(next.number).toBe('2019-0006');
    await expect(revokeCertificate(scope, first?.id as string, { reason: '再撤一次' })).rejects.toMatchObject(
      { reason: 'certificateClosed' },
    );
    expect((await listCertificates(scope, { volunteerId: WANG })).items).toHaveLength(6);
  });

  it('is not issued with an objection open or upheld, nor when the hours have changed since', async () => {
    const { scope, recordId } = await timeBank();
    const [one, other, third] = await Promise.all(
      ['form-1', 'form-2', 'form-3'].map((key) => drawnUp(scope, key)),
    );
    const issue = (id = '') => issueCertificate(on(scope, DAY_AFTER), '东环路社区', id, OFFICE);
    const against = (about = '') =>
      lodgeObjection(scope, { key: `against ${about}`, about, reason: '没有这么多' });
    const objection = await against(one?.id);
    await settleObjection(scope, (await against(other?.id)).id, { outcome: 'upheld', note: '少记一次' });

    await expect(issue(one?.id)).rejects.toMatchObject({ reason: 'certificateClosed' });
    await expect(issue(other?.id)).rejects.toMatchObject({ reason: 'certificateClosed' });
    expect((await getCertificate(scope, other?.id ?? '')).state).toBe('refused');
    await settleObjection(scope, objection.id, { outcome: 'dismissed', note: '签到表对得上' });
    expect((await issue(one?.id)).number).toBe('2019-0001');
    await reverseServiceRecord(scope, recordId, { reason: '记错了' });
    await expect(issue(third?.id)).rejects.toMatchObject({ reason: 'hoursChanged' });
  });
});

it('an image of the seal is kept when it is a PNG, and nothing stands in its place before', async () => {
  const { scope } = await aCommunity();
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).toString('base64');

  expect(await getStamp(scope)).toEqual({});
  await keepStamp(scope, { png });

  expect(await getStamp(scope)).toEqual({ png });
  await expect(keepStamp(scope, { png: Buffer.from('<svg/>').toString('base64') })).rejects.toMatchObject({
    reason: 'notAPng',
  });
});
