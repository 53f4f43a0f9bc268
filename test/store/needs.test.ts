import { draftPerson } from '@linli/core/courtyard';
import type { Actor, Scope } from '@linli/core/kernel';
import {
  askForHelp,
  cancelOwnNeed,
  closeNeed,
  declineNeed,
  dispatchVolunteer,
  draftPointsRule,
  draftVolunteer,
  forgetNeeds,
  getHelping,
  getMemberAccount,
  getNeed,
  getOwnNeed,
  getTakenNeed,
  handNeedBack,
  listNeeds,
  listOwnNeeds,
  openingRule,
  proposeServedNeed,
  publicNeeds,
  receiveService,
  recordNeed,
  setNeedPromises,
  takeNeed,
  takeStep,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('needs');

/** 张明 of courtyard 1 needs help; 李桂兰 of courtyard 1 and 陈静, who cuts hair, are volunteers; 王芳 works for the community. */
async function community() {
  const { scope: office } = await aCommunity();
  const { tenantId } = office;
  const by = { tenantId, importId: 'imp_1', source: 's', row: 1, now: office.now, by: 'test' };
  const person = (id: string, name: string, courtyardId: string) =>
    draftPerson({ id, name, courtyardId, retired: false }, by);
  const volunteer = (id: string, personId: string, name: string, more: object) =>
    draftVolunteer({ id, personId, volunteerNo: id, name, partyMember: false, ...more }, by);
  const drafts = [
    person('prs_zhang', '张明', 'cyd_1'),
    person('prs_li', '李桂兰', 'cyd_1'),
    person('prs_chen', '陈静', 'cyd_2'),
    volunteer('vol_li', 'prs_li', '李桂兰', { courtyardId: 'cyd_1' }),
    volunteer('vol_chen', 'prs_chen', '陈静', { courtyardId: 'cyd_2', skill: '理发' }),
    draftPointsRule(openingRule(tenantId), by),
  ];
  await office.table.insertMany(drafts.map(({ insert }) => insert));
  const as = (id: string, name: string, grant: Omit<Actor['grants'][number], 'tenantId'>): Scope => ({
    ...office,
    actor: {
      ...{ kind: 'user', id, name, grants: [{ tenantId, ...grant }] },
      ...(grant.personId === undefined ? {} : { personId: grant.personId }),
    },
  });
  return {
    office,
    zhang: as('usr_zhang', '张明', { role: 'resident', personId: 'prs_zhang' }),
    li: as('usr_li', '李桂兰', { role: 'volunteer', personId: 'prs_li' }),
    chen: as('usr_chen', '陈静', { role: 'volunteer', personId: 'prs_chen' }),
    wang: as('usr_wang', '王芳', { role: 'staff' }),
    gridElsewhere: as('usr_else', '赵姐', { role: 'gridWorker', courtyardIds: ['cyd_2'] }),
  };
}

const asked = {
  category: 'haircut',
  what: '给老人理发',
  place: '3 栋 2 单元 501',
  wishedOn: '2019-05-12',
  urgency: 'soon',
} as const;
const ask = (scope: Scope, fields: object = {}) => askForHelp(scope, { ...asked, key: 'form-1', ...fields });

describe('a resident asks for help', () => {
  it('is promised an answer, once however often the form is sent', async () => {
    const { zhang } = await community();

    const need = await ask(zhang);
    const again = await ask({ ...zhang, now: '2019-05-20T02:00:00.000Z' });

    expect(need).toMatchObject({ state: 'open', answerBy: '2019-05-13', courtyardId: 'cyd_1' });
    expect(again).toEqual(need);
    await expect(ask(zhang, { what: '修灯' })).rejects.toMatchObject({ code: 'conflict' });
    expect((await listOwnNeeds(zhang, {})).items).toHaveLength(1);
  });

  it('is answered by the figures of the community, from then on', async () => {
    const { zhang, office } = await community();
    const before = await ask(zhang);

    await setNeedPromises(office, { ordinary: 5, soon: 2, urgent: 0 });
    const after = await ask(zhang, { key: 'form-2' });

    expect([before.answerBy, after.answerBy]).toEqual(['2019-05-13', '2019-05-14']);
    expect((await getOwnNeed(zhang, before.id)).answerBy).toBe('2019-05-13');
  });

  it('wishes no day that is over', async () => {
    const { zhang } = await community();

    await expect(ask(zhang, { wishedOn: '2019-05-09' })).rejects.toMatchObject({ field: 'wishedOn' });
  });

  it('shows anybody what is needed, where and when, and nothing that leads to them', async () => {
    const { zhang, office } = await community();
    await ask(zhang);

    const shown = await publicNeeds(office);

    expect(shown.needs).toEqual([{ category: 'haircut', courtyardId: 'cyd_1', wishedOn: '2019-05-12' }]);
  });

  it('may call it off, and then nobody can take it', async () => {
    const { zhang, li, office } = await community();
    const { id } = await ask(zhang);

    const off = await cancelOwnNeed(zhang, id, { reason: '女儿来了' });
    const again = await cancelOwnNeed(zhang, id, { reason: '女儿来了' });

    expect(off).toMatchObject({ state: 'cancelled', steps: [{ to: 'open' }, { reason: '女儿来了' }] });
    expect(again).toEqual(off);
    await expect(takeNeed(li, id)).rejects.toMatchObject({ reason: 'needOver' });
    expect((await publicNeeds(office)).needs).toEqual([]);
  });

  it("has nobody look at another's", async () => {
    const { zhang, li } = await community();
    const { id } = await ask(zhang);

    await expect(getOwnNeed(li, id)).rejects.toMatchObject({ reason: 'notYourNeed' });
    await expect(cancelOwnNeed(li, id, { reason: '不要了' })).rejects.toMatchObject({
      reason: 'notYourNeed',
    });
  });
});

describe('volunteers', () => {
  it('see what suits them first, and neither whose it is nor where before they take it', async () => {
    const { zhang, li, chen } = await community();
    const { id } = await ask(zhang);
    await ask(zhang, { key: 'form-2', category: 'repairs' });

    const [near, skilled] = [await getHelping(li), await getHelping(chen)];

    expect(near.matching.map(({ category }) => category)).toEqual(['haircut', 'repairs']);
    expect(skilled.matching.map((need) => need.id)).toEqual([id]);
    expect(skilled.others.map(({ category }) => category)).toEqual(['repairs']);
    expect(JSON.stringify([near, skilled])).not.toMatch(/张明|501|理发/);
  });

  it('who take it at once are two: one gets it, the other is told', async () => {
    const { zhang, li, chen } = await community();
    const { id } = await ask(zhang);

    const both = await Promise.allSettled([takeNeed(li, id), takeNeed(chen, id)]);

    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { reason: 'needTaken' },
    });
    const [winner, loser] = both[0]?.status === 'fulfilled' ? [li, chen] : [chen, li];
    expect(await takeNeed(winner, id)).toMatchObject({ personName: '张明', place: '3 栋 2 单元 501' });
    await expect(getTakenNeed(loser, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('who paused take nothing on, nor what is their own', async () => {
    const { zhang, chen, li, office } = await community();
    const { id } = await ask(zhang);
    const own = await ask(li, { key: 'form-li' });
    await takeStep(office, 'vol_chen', { line: 1, to: 'paused', reason: '住院' });

    await expect(takeNeed(chen, id)).rejects.toMatchObject({ reason: 'volunteerPaused' });
    await expect(takeNeed(li, own.id)).rejects.toMatchObject({ reason: 'ownNeed' });
    expect(await getHelping(chen)).toMatchObject({ active: false, matching: [], others: [] });
    expect((await getHelping(li)).matching.map((need) => need.id)).toEqual([id]);
  });

  it('hand back what they cannot do, and another takes it', async () => {
    const { zhang, li, chen } = await community();
    const { id } = await ask(zhang);
    await takeNeed(li, id);

    await handNeedBack(li, id, { reason: '感冒了' });
    await takeNeed(chen, id);

    expect((await getHelping(li)).taken).toEqual([]);
    expect((await getHelping(chen)).taken.map((need) => need.id)).toEqual([id]);
    const { steps, volunteerName } = await getOwnNeed(zhang, id);
    expect(steps.map(({ to, by }) => [to, by])).toEqual([
      ['open', '张明'],
      ['taken', '李桂兰'],
      ['open', '李桂兰'],
      ['taken', '陈静'],
    ]);
    expect(volunteerName).toBe('陈静');
  });

  it('propose what they did, filled in from the need, and whoever asked confirms it', async () => {
    const { zhang, li, office } = await community();
    const { id } = await ask(zhang);
    await takeNeed(li, id);
    const done = { servedOn: '2019-05-10', durationMinutes: 45 };

    const proposal = await proposeServedNeed(li, id, done);
    const again = await proposeServedNeed(li, id, done);

    expect(proposal).toMatchObject({
      item: '上门理发',
      recipient: '张明',
      state: 'proposed',
      durationMinutes: 45,
    });
    expect(again).toEqual(proposal);
    await expect(proposeServedNeed(li, id, { ...done, durationMinutes: 90 })).rejects.toMatchObject({
      code: 'conflict',
    });
    const { proposalId = '', state } = await getOwnNeed(zhang, id);
    expect([proposalId, state]).toEqual([proposal.id, 'served']);
    await receiveService(zhang, proposalId);
    expect(await getMemberAccount(office, 'vol_li')).toMatchObject({ minutesServed: 45 });
    expect((await getHelping(li)).taken).toEqual([]);
  });
});

describe('the office', () => {
  it('writes a need down for somebody, and sees the overdue first', async () => {
    const { zhang, wang } = await community();
    const later = await ask(zhang, { key: 'form-2', urgency: 'ordinary' });
    const first = await recordNeed(wang, {
      ...asked,
      urgency: 'urgent',
      personId: 'prs_zhang',
      key: 'desk-1',
    });

    const { items } = await listNeeds({ ...wang, now: '2019-05-13T02:00:00.000Z' }, {});

    expect(items.map(({ id, overdue }) => [id, overdue])).toEqual([
      [first.id, true],
      [later.id, false],
    ]);
  });

  it('sends a volunteer, once', async () => {
    const { zhang, wang } = await community();
    const { id } = await ask(zhang);

    const sent = await dispatchVolunteer(wang, id, { volunteerId: 'vol_chen' });

    expect(sent).toMatchObject({ state: 'taken', volunteerName: '陈静' });
    expect(await dispatchVolunteer(wang, id, { volunteerId: 'vol_chen' })).toEqual(sent);
    await expect(dispatchVolunteer(wang, id, { volunteerId: 'vol_li' })).rejects.toMatchObject({
      reason: 'needTaken',
    });
  });

  it('says that it cannot be met and why, or that it was done', async () => {
    const { zhang, wang } = await community();
    const [one, two] = [await ask(zhang), await ask(zhang, { key: 'form-2' })];
    await dispatchVolunteer(wang, two.id, { volunteerId: 'vol_li' });

    const declined = await declineNeed(wang, one.id, { reason: '没有会的人' });
    const closed = await closeNeed(wang, two.id, { reason: '办好了' });

    expect([declined.state, closed.state]).toEqual(['declined', 'closed']);
    await expect(closeNeed(wang, one.id, { reason: '办好了' })).rejects.toMatchObject({ reason: 'needOver' });
    expect((await getOwnNeed(zhang, one.id)).steps.at(-1)).toMatchObject({
      by: '王芳',
      reason: '没有会的人',
    });
  });

  it('of another courtyard sees nothing of it', async () => {
    const { zhang, gridElsewhere } = await community();
    const { id } = await ask(zhang);

    expect((await listNeeds(gridElsewhere, {})).items).toEqual([]);
    await expect(getNeed(gridElsewhere, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('goes whole with whoever asked, from the page of whoever took it on and from what anybody sees', async () => {
  const { zhang, li, office } = await community();
  const { id } = await ask(zhang);
  await ask(zhang, { key: 'form-2' });
  await takeNeed(li, id);

  expect(await forgetNeeds(office, 'prs_zhang', [])).toBe(2);
  expect(await forgetNeeds(office, 'prs_zhang', [])).toBe(0);

  expect((await listNeeds(office, { state: 'taken' })).items).toEqual([]);
  expect((await getHelping(li)).taken).toEqual([]);
  expect((await publicNeeds(office)).needs).toEqual([]);
});
