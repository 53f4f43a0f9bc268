import { draftPerson } from '@linli/core/courtyard';
import type { Actor, Scope } from '@linli/core/kernel';
import { verify } from '@linli/core/reporting';
import {
  confirmProposal,
  declineProposal,
  disputeOwnProposal,
  draftPointsRule,
  draftVolunteer,
  getMemberAccount,
  getProposal,
  getReceivedService,
  listOwnProposals,
  listProposals,
  listServiceRecords,
  openingRule,
  proposeOwnService,
  proposeService,
  receiveService,
  recordService,
  setHoursChecks,
  withdrawOwnProposal,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('proposals');

/** 李桂兰 is a volunteer, 张明 a neighbour of hers; 王芳 and 周强 work for the community, 陈姐 leads the group of courtyard 1. */
async function community() {
  const { scope: office } = await aCommunity();
  const { tenantId } = office;
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: office.now, by: 'test' };
  const person = (id: string, name: string) =>
    draftPerson({ id, name, courtyardId: 'cyd_1', retired: false }, by);
  const volunteer = {
    id: 'vol_li',
    personId: 'prs_li',
    volunteerNo: 'DH1',
    name: '李桂兰',
    courtyardId: 'cyd_1',
  };
  const drafts = [
    person('prs_li', '李桂兰'),
    person('prs_zhang', '张明'),
    draftVolunteer({ ...volunteer, partyMember: false }, by),
    draftPointsRule(openingRule(tenantId), by),
  ];
  await office.table.insertMany(drafts.map(({ insert }) => insert));
  const as = (id: string, name: string, grant: Omit<Actor['grants'][number], 'tenantId'>): Scope => ({
    ...office,
    actor: {
      kind: 'user',
      id,
      name,
      grants: [{ tenantId, ...grant }],
      ...(grant.personId === undefined ? {} : { personId: grant.personId }),
    },
  });
  return {
    office,
    li: as('usr_li', '李桂兰', { role: 'volunteer', personId: 'prs_li' }),
    zhang: as('usr_zhang', '张明', { role: 'resident', personId: 'prs_zhang' }),
    wang: as('usr_wang', '王芳', { role: 'staff' }),
    zhou: as('usr_zhou', '周强', { role: 'staff' }),
    chen: as('usr_chen', '陈姐', { role: 'groupLeader', courtyardIds: ['cyd_1'] }),
    leaderElsewhere: as('usr_else', '赵姐', { role: 'groupLeader', courtyardIds: ['cyd_2'] }),
  };
}

const said = { servedOn: '2019-05-01', item: '陪诊', category: '助老', durationMinutes: 95 };
const mine = (li: Scope, key = 'form-1', fields: object = {}) =>
  proposeOwnService(li, { ...said, ...fields, key });
const account = async (office: Scope) => getMemberAccount(office, 'vol_li');

describe('a volunteer proposes what they have done', () => {
  it('gets hours and points by the minute once the group leader confirms it, and the record names who did', async () => {
    const { office, li, chen } = await community();
    const { id } = await mine(li);
    expect(await account(office)).toMatchObject({ minutesServed: 0, pointsBalance: 0 });
    expect((await listProposals(chen, {})).items.map((each) => each.id)).toEqual([id]);

    const confirmed = await confirmProposal(chen, id, {});

    expect(confirmed).toMatchObject({ state: 'confirmed', decided: { name: '陈姐' } });
    expect(await account(office)).toMatchObject({ minutesServed: 95, pointsBalance: 16 });
    expect((await listServiceRecords(office, { volunteerId: 'vol_li' })).items).toMatchObject([
      { id: confirmed.recordId, durationMinutes: 95, points: 16, verifier: '陈姐' },
    ]);
    expect((await listProposals(chen, {})).items).toEqual([]);
    expect((await listProposals(chen, { standing: 'decided' })).items).toMatchObject([
      { id, state: 'confirmed' },
    ]);
    expect((await verify(office)).balances).toEqual([]);
  });

  it('is asked for once: the same form again, and the same confirmation again, change nothing', async () => {
    const { office, li, chen } = await community();
    const [first, again] = [await mine(li), await mine(li)];
    expect(again).toEqual(first);
    await expect(mine(li, 'form-1', { durationMinutes: 600 })).rejects.toMatchObject({ reason: 'keyReused' });

    const confirmed = await confirmProposal(chen, first.id, {});

    expect(await confirmProposal(chen, first.id, {})).toEqual(confirmed);
    expect(await mine(li)).toEqual(first);
    expect(await account(office)).toMatchObject({ minutesServed: 95, lineCount: 1 });
  });

  it('is confirmed once, however many do so at the same moment', async () => {
    const { office, li, chen, wang, zhou } = await community();
    const { id } = await mine(li);

    const outcomes = await Promise.allSettled(
      [chen, wang, zhou].map((each) => confirmProposal(each, id, {})),
    );

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await account(office)).toMatchObject({ minutesServed: 95, lineCount: 1 });
  });

  it('cannot confirm it, under whatever role', async () => {
    const { office, li } = await community();
    const { id } = await mine(li);
    const grants = [...li.actor.grants, { role: 'staff' as const, tenantId: li.tenantId }];
    const asStaff = { ...li, actor: { ...li.actor, grants } };
    const otherAccount = { ...asStaff, actor: { ...asStaff.actor, id: 'usr_li2' } };

    await expect(confirmProposal(li, id, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(confirmProposal(asStaff, id, {})).rejects.toMatchObject({ reason: 'ownProposal' });
    await expect(confirmProposal(otherAccount, id, {})).rejects.toMatchObject({ reason: 'ownMatter' });
    await expect(receiveService(otherAccount, id)).rejects.toMatchObject({ reason: 'ownMatter' });
    expect(await account(office)).toMatchObject({ minutesServed: 0 });
  });

  it('is nobody’s of another courtyard: not to see, not to decide', async () => {
    const { li, leaderElsewhere } = await community();
    const { id } = await mine(li);

    expect((await listProposals(leaderElsewhere, {})).items).toEqual([]);
    await expect(getProposal(leaderElsewhere, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(confirmProposal(leaderElsewhere, id, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(declineProposal(leaderElsewhere, id, { reason: '不知道' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('can take it back while it waits, and not after', async () => {
    const { office, li, zhang, chen } = await community();
    const { id } = await mine(li);
    await expect(withdrawOwnProposal(zhang, id)).rejects.toMatchObject({ reason: 'notAVolunteer' });

    expect(await withdrawOwnProposal(li, id)).toMatchObject({ state: 'withdrawn' });

    await expect(confirmProposal(chen, id, {})).rejects.toMatchObject({ reason: 'alreadyDecided' });
    const other = await mine(li, 'form-2');
    await confirmProposal(chen, other.id, {});
    await expect(withdrawOwnProposal(li, other.id)).rejects.toMatchObject({ reason: 'alreadyDecided' });
    expect(await account(office)).toMatchObject({ minutesServed: 95 });
  });
});

describe('what is declined', () => {
  it('can be disputed once, and is then decided by another than who declined it', async () => {
    const { office, li, chen, wang } = await community();
    const { id } = await mine(li);
    await expect(disputeOwnProposal(li, id, { note: '我去了' })).rejects.toMatchObject({
      reason: 'notDeclined',
    });
    await declineProposal(chen, id, { reason: '没有看到人' });

    const disputed = await disputeOwnProposal(li, id, { note: '张明可以作证' });

    expect(disputed).toMatchObject({
      state: 'disputed',
      decided: { name: '陈姐', note: '没有看到人' },
      dispute: { note: '张明可以作证' },
    });
    await expect(confirmProposal(chen, id, {})).rejects.toMatchObject({ reason: 'ownDecision' });
    await declineProposal(wang, id, { reason: '问过张明，没有' });
    await expect(disputeOwnProposal(li, id, { note: '再说一次' })).rejects.toMatchObject({
      reason: 'alreadyDisputed',
    });
    expect((await listOwnProposals(li, {})).items).toMatchObject([{ state: 'declined' }]);
    expect(await account(office)).toMatchObject({ minutesServed: 0 });
  });
});

describe('who received a service', () => {
  it('confirms it with the address that the volunteer shows them', async () => {
    const { office, li, zhang } = await community();
    const { id } = await mine(li);
    expect(await getReceivedService(zhang, id)).toMatchObject({
      volunteerName: '李桂兰',
      durationMinutes: 95,
    });

    const received = await receiveService(zhang, id);

    expect(received.state).toBe('confirmed');
    expect(await receiveService(zhang, id)).toEqual(received);
    expect(await account(office)).toMatchObject({ minutesServed: 95, lineCount: 1 });
  });

  it('is a witness only where the checks notice something: the community decides', async () => {
    const { office, li, zhang, chen } = await community();
    await confirmProposal(chen, (await mine(li)).id, {});
    const { id } = await mine(li, 'form-2', { durationMinutes: 400, item: '守夜' });

    expect(await receiveService(zhang, id)).toMatchObject({ state: 'proposed', witness: { name: '张明' } });

    expect(await getProposal(chen, id)).toMatchObject({
      noticed: [{ kind: 'longDay', count: 495 }],
      witness: { name: '张明' },
    });
    await expect(confirmProposal(chen, id, {})).rejects.toMatchObject({
      reason: 'noteNeeded',
      field: 'note',
    });
    await confirmProposal(chen, id, { note: '防汛守了一天' });
    expect(await account(office)).toMatchObject({ minutesServed: 495 });
  });
});

describe('staff write a service down', () => {
  const service = { ...said, volunteerId: 'vol_li' };

  it('and it counts at once where the checks notice nothing; otherwise another has to confirm it', async () => {
    const { office, wang, zhou } = await community();
    const first = await recordService(wang, { ...service, key: 'k1' });
    await expect(recordService(wang, { ...service, key: 'k2' })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'checkSameAgain',
    });

    const { id, findings } = await proposeService(wang, { ...service, key: 'k2' });

    expect(findings).toEqual([{ kind: 'sameAgain', recordId: first.id }]);
    await expect(confirmProposal(wang, id, { note: '是两次' })).rejects.toMatchObject({
      reason: 'ownProposal',
    });
    await confirmProposal(zhou, id, { note: '上午下午各一次' });
    expect(await account(office)).toMatchObject({ minutesServed: 190 });
    expect(await recordService(wang, { ...service, key: 'k1' })).toEqual(first);
  });

  it('and what is entered by the dozen is noticed', async () => {
    const { wang } = await community();
    await setHoursChecks(wang, {
      dailyMinutes: 1440,
      pairTimes: 15,
      pairDays: 30,
      hourlyEntries: 2,
      nightlyEntries: 1,
    });
    const found: unknown[] = [];
    for (const item of ['一', '二', '三'])
      found.push((await proposeService(wang, { ...service, item, key: item })).findings);
    expect(found).toEqual([[], [], [{ kind: 'bulk', count: 3 }]]);
  });

  it('never for a day that has not come', async () => {
    const { wang } = await community();
    const tomorrow = { ...service, servedOn: '2019-05-11', key: 'k1' };
    await expect(proposeService(wang, tomorrow)).rejects.toMatchObject({ reason: 'dateInFuture' });
    await expect(recordService(wang, tomorrow)).rejects.toMatchObject({ reason: 'dateInFuture' });
  });
});
