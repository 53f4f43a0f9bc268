import { draftPerson } from '@linli/core/courtyard';
import type { Actor, Scope } from '@linli/core/kernel';
import {
  draftPointsRule,
  draftVolunteer,
  getServiceRecordDetail,
  openingRule,
  postServiceRecord,
  reverseServiceRecord,
} from '@linli/core/timebank';
import { expect, test } from 'vitest';
import { AuditRecords } from '../../packages/core/src/audit/entities.ts';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('own_matter');

/** 王芳 works at the desk and is a volunteer herself; 李桂兰 is a resident of her courtyard, 张明 of another. */
async function desk(): Promise<{ office: Scope; wangFang: Scope }> {
  const { scope: office } = await aCommunity();
  const by = {
    tenantId: office.tenantId,
    importId: 'imp_1',
    source: 's',
    row: 1,
    now: office.now,
    by: 'test',
  };
  const person = (id: string, name: string, courtyardId: string) =>
    draftPerson({ id, name, courtyardId, retired: false }, by);
  const volunteer = (id: string, personId: string, name: string) =>
    draftVolunteer({ id, personId, volunteerNo: id, name, courtyardId: 'cyd_1', partyMember: false }, by);
  const drafts = [
    person('prs_wang', '王芳', 'cyd_1'),
    person('prs_li', '李桂兰', 'cyd_1'),
    person('prs_zhang', '张明', 'cyd_2'),
    volunteer('vol_wang', 'prs_wang', '王芳'),
    volunteer('vol_li', 'prs_li', '李桂兰'),
    draftPointsRule(openingRule(office.tenantId), by),
  ];
  await office.table.insertMany(drafts.map(({ insert }) => insert));
  const { tenantId } = office;
  const actor: Actor = {
    kind: 'user',
    id: 'usr_wang',
    name: '王芳',
    personId: 'prs_wang',
    grants: [{ role: 'gridWorker', tenantId, courtyardIds: ['cyd_1'] }],
  };
  return { office, wangFang: { ...office, actor } };
}

const service = { servedOn: '2019-05-01', item: '理发', category: '便民', durationMinutes: 60 };

test('nobody records their own service, or takes it back', async () => {
  const { office, wangFang } = await desk();
  const hers = await postServiceRecord(office, { ...service, volunteerId: 'vol_wang', key: 'by-another' });

  await expect(
    postServiceRecord(wangFang, { ...service, volunteerId: 'vol_wang', key: 'by-herself' }),
  ).rejects.toMatchObject({ code: 'forbidden', reason: 'ownMatter' });
  await expect(reverseServiceRecord(wangFang, hers.id, { reason: '记错了' })).rejects.toMatchObject({
    reason: 'ownMatter',
  });
  await expect(
    postServiceRecord(wangFang, { ...service, volunteerId: 'vol_li', key: 'of-another' }),
  ).resolves.toMatchObject({ points: 10 });
});

test('what is recorded for a resident who asked names both, and the resident finds it', async () => {
  const { wangFang } = await desk();
  const asked = { ...service, volunteerId: 'vol_li', onBehalfOf: 'prs_li', key: 'asked-at-the-desk' };

  const record = await postServiceRecord(wangFang, asked);

  expect((await getServiceRecordDetail(wangFang, record.id)).recorded).toEqual({
    at: wangFang.now,
    by: '王芳',
    onBehalfOf: { id: 'prs_li', name: '李桂兰' },
  });
  const about = AuditRecords.query.ofSubject({ tenantId: wangFang.tenantId, about: 'prs_li' });
  expect((await wangFang.table.page(AuditRecords, about)).items).toMatchObject([
    { action: 'post', noun: 'serviceRecord', recordId: record.id, actorId: 'usr_wang', onBehalfOf: 'prs_li' },
  ]);
});

test('the same key for somebody else is another request, and for the same person the same answer', async () => {
  const { office } = await desk();
  const asked = { ...service, volunteerId: 'vol_li', key: 'sent-twice' };
  const first = await postServiceRecord(office, { ...asked, onBehalfOf: 'prs_li' });

  expect(await postServiceRecord(office, { ...asked, onBehalfOf: 'prs_li' })).toEqual(first);
  for (const onBehalfOf of ['prs_zhang', undefined])
    await expect(postServiceRecord(office, { ...asked, onBehalfOf })).rejects.toMatchObject({
      reason: 'keyReused',
    });
});

test('nobody acts for a person out of their reach, who looks as if there were none, nor for themselves', async () => {
  const { wangFang } = await desk();
  const forPerson = (onBehalfOf: string) =>
    postServiceRecord(wangFang, { ...service, volunteerId: 'vol_li', onBehalfOf, key: `for-${onBehalfOf}` });
  const nobody = await forPerson('prs_nobody').catch((refusal: unknown) => refusal);

  expect(nobody).toMatchObject({ code: 'invalid', reason: 'personUnknown', field: 'onBehalfOf' });
  await expect(forPerson('prs_zhang')).rejects.toEqual(nobody);
  await expect(forPerson('prs_wang')).rejects.toMatchObject({ reason: 'ownMatter' });
});
