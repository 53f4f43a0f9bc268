import { addPerson, draftCourtyard } from '@linli/core/courtyard';
import type { LinliError, Role, Scope } from '@linli/core/kernel';
import {
  acceptApplication,
  applyFor,
  applyForOneself,
  closeRecruitment,
  declineApplication,
  draftVolunteer,
  ensureOpeningRule,
  getApplication,
  getOwnVolunteering,
  getRecruitment,
  getVolunteer,
  getVolunteerStanding,
  giveApplicantsGuardianConsent,
  giveGuardianConsent,
  listApplications,
  listVolunteers,
  openRecruitment,
  postServiceRecord,
  publishRecruitment,
  recordTraining,
  setOwnPartyBadge,
  setPartyBadge,
  setProfile,
  takeStep,
  takeTrainingBack,
  withdrawGuardianConsent,
  withdrawOwnApplication,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { volunteerIdOf } from '../../packages/core/src/timebank/volunteers/number-operations.ts';
import { testCommunities } from '../support/community.ts';

const community = testCommunities('life');
const YARD = 'cyd_00000000000000000000000001';

const at = ({ tenantId, now }: Scope) => ({
  ...{ tenantId, importId: 'imp_1', source: 's', row: 1, now, by: 'test' },
});

/** A community with a courtyard and the number DH0128 given by a ledger. */
async function office(): Promise<Scope> {
  const { scope } = await community();
  const yard = { id: YARD, name: '花园颐院', position: 1, hasBranch: false, hasStation: false };
  await scope.table.insertMany([
    draftCourtyard(yard, at(scope)).insert,
    draftVolunteer(imported('vol_00000000000000000000000001', 'DH0128'), at(scope)).insert,
  ]);
  await ensureOpeningRule(scope);
  return scope;
}

const imported = (id: string, volunteerNo: string) => ({
  ...{ id, personId: 'prs_9', volunteerNo, name: '李强', partyMember: true, registeredOn: '2018-01-05' },
});

const person = (scope: Scope, name: string, bornIn: string | undefined = '1956-03') =>
  addPerson(scope, { key: `key ${name}`, name, bornIn, phone: '13900010001', courtyardId: YARD });

const applied = async (scope: Scope, name: string, bornIn?: string) =>
  applyFor(scope, { key: `apply ${name}`, personId: (await person(scope, name, bornIn)).id });

async function accepted(scope: Scope, name = '王芳'): Promise<string> {
  const { id } = await applied(scope, name);
  return (await acceptApplication(scope, id, {})).volunteerId ?? '';
}

async function active(scope: Scope): Promise<string> {
  const id = await accepted(scope);
  await recordTraining(scope, id, { line: 1, on: scope.now.slice(0, 10), topic: '入门', minutes: 90 });
  await takeStep(scope, id, { line: 2, to: 'active', reason: '培训合格' });
  return id;
}

const mother = { guardianName: '王芳', relation: 'mother', way: 'inPerson', givenOn: '2019-05-09' } as const;

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: LinliError) => error.reason,
  );

const asPerson = (scope: Scope, personId: string, role: Role = 'resident'): Scope => ({
  ...scope,
  actor: {
    ...{ kind: 'user', id: 'usr_1', name: '本人', personId },
    grants: [{ role, tenantId: scope.tenantId, personId }],
  },
});

describe('an application', () => {
  it('that is accepted makes a volunteer in training with the next number and a first line of history', async () => {
    const scope = await office();
    const { id } = await applied(scope, '王芳');

    const { volunteerNo, volunteerId = '' } = await acceptApplication(scope, id, { reason: '社区骨干推荐' });

    expect(volunteerNo).toBe('DH0129');
    expect(await getVolunteer(scope, volunteerId)).toMatchObject({
      ...{ name: '王芳', courtyardId: YARD, registeredOn: '2019-05-10', state: 'training' },
    });
    const { steps, next, trained } = await getVolunteerStanding(scope, volunteerId);
    expect(steps).toMatchObject([{ line: 1, to: 'training', on: '2019-05-10', reason: '社区骨干推荐' }]);
    expect(steps[0]).not.toHaveProperty('from');
    expect({ next, trained }).toEqual({ next: ['active', 'left'], trained: false });
  });

  it('accepted again at once by two answers with the same, and gives one number', async () => {
    const scope = await office();
    const { id } = await applied(scope, '王芳');

    const answers = await Promise.allSettled([
      acceptApplication(scope, id, {}),
      acceptApplication(scope, id, {}),
    ]);

    const numbers = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value.volunteerNo] : [],
    );
    expect(new Set(numbers)).toEqual(new Set(['DH0129']));
    expect(await acceptApplication(scope, id, {})).toMatchObject({ volunteerNo: 'DH0129' });
    expect((await listVolunteers(scope, {})).items.map(({ volunteerNo }) => volunteerNo)).toEqual([
      'DH0128',
      'DH0129',
    ]);
  });

  it('never takes a number that a ledger has given meanwhile, nor two the same at once', async () => {
    const scope = await office();
    const names = ['王芳', '赵敏', '钱多', '孙丽'];
    const ids = [];
    for (const name of names) ids.push((await applied(scope, name)).id);
    const taken = volunteerIdOf(scope.tenantId, 'DH0130');
    await scope.table.insertMany([draftVolunteer(imported(taken, 'DH0130'), at(scope)).insert]);

    const made = await Promise.all(ids.map((id) => acceptApplication(scope, id, {})));

    const numbers = made.map(({ volunteerNo }) => volunteerNo);
    expect(new Set(numbers).size).toBe(4);
    expect(numbers).not.toContain('DH0130');
  });

  it('is the only open one of a person, who may apply again when it came to nothing', async () => {
    const scope = await office();
    const { id, personId } = await applied(scope, '王芳');
    expect(await refused(applyFor(scope, { key: 'again', personId }))).toBe('alreadyApplied');

    await declineApplication(scope, id, { reason: '今年名额已满' });

    expect(await refused(acceptApplication(scope, id, {}))).toBe('alreadyDecided');
    expect(await declineApplication(scope, id, { reason: '今年名额已满' })).toMatchObject({
      state: 'declined',
      reason: '今年名额已满',
    });
    expect(await applyFor(scope, { key: 'again', personId })).toMatchObject({ state: 'applied' });
  });

  it('is answered with itself as it was entered when it is sent again, and refuses something else under its key', async () => {
    const scope = await office();
    const first = await applied(scope, '王芳');
    await acceptApplication(scope, first.id, {});

    const { personId } = first;
    expect(await applyFor(scope, { key: 'apply 王芳', personId })).toEqual(first);
    expect(await refused(applyFor(scope, { key: 'apply 王芳', personId, motive: '另一份' }))).toBe(
      'keyReused',
    );
    expect(await refused(applyFor(scope, { key: 'more', personId }))).toBe('alreadyVolunteer');
  });

  it('asks for the month of birth where the register does not have it, and keeps it there', async () => {
    const scope = await office();
    const { id: personId } = await addPerson(scope, { key: 'key 孙丽', name: '孙丽', courtyardId: YARD });

    expect(await refused(applyFor(scope, { key: 'first try', personId }))).toBe('birthNeeded');
    await applyFor(scope, { key: 'second try', personId, bornIn: '1956-03' });

    expect(await getOwnVolunteering(asPerson(scope, personId))).toMatchObject({ birthNeeded: false });
  });

  it('of a minor is accepted only with the consent of a guardian', async () => {
    const scope = await office();
    const { id } = await applied(scope, '小军', '2005-09');
    expect(await getApplication(scope, id)).toMatchObject({ minor: true });
    expect(await refused(acceptApplication(scope, id, {}))).toBe('guardianConsentMissing');

    await giveApplicantsGuardianConsent(scope, id, mother);

    expect(await acceptApplication(scope, id, {})).toMatchObject({ state: 'accepted' });
    expect((await getApplication(scope, id)).guardian).toMatchObject({ ...mother, reliedOn: '2019-05-10' });
  });

  it('of a minor leads into work no more once the guardian has taken it back', async () => {
    const scope = await office();
    const { id } = await applied(scope, '小军', '2005-09');
    await giveApplicantsGuardianConsent(scope, id, mother);
    const { volunteerId = '' } = await acceptApplication(scope, id, {});
    await recordTraining(scope, volunteerId, { line: 1, on: '2019-05-10', topic: '入门', minutes: 90 });
    await withdrawGuardianConsent(scope, volunteerId);
    const step = { line: 2, to: 'active', reason: '培训合格' } as const;

    expect(await refused(takeStep(scope, volunteerId, step))).toBe('guardianConsentMissing');
    await giveGuardianConsent(scope, volunteerId, mother);

    expect(await takeStep(scope, volunteerId, step)).toMatchObject({ to: 'active' });
  });

  it('of a child under eight is refused', async () => {
    const scope = await office();

    expect(await refused(applied(scope, '小小', '2012-01'))).toBe('tooYoung');
  });

  it('is made and taken back by the person themselves, and never decided by them', async () => {
    const scope = await office();
    const { id: personId } = await person(scope, '王芳');
    const self = asPerson(scope, personId);
    const { id } = await applyForOneself(self, { key: 'mine', skills: ['理发'] });

    expect(await refused(acceptApplication(asPerson(scope, personId, 'staff'), id, {}))).toBe('ownMatter');
    expect((await listApplications(scope, {})).items).toMatchObject([{ id, way: 'online' }]);
    expect(await withdrawOwnApplication(self, id)).toMatchObject({ id, state: 'withdrawn' });
    expect((await getOwnVolunteering(self)).applications).toMatchObject([{ id, state: 'withdrawn' }]);
    expect(await withdrawOwnApplication(self, id)).toMatchObject({ state: 'withdrawn' });
  });
});

describe("a volunteer's steps", () => {
  it('lose a training that was written down by mistake, with the reason, and are as trained as before', async () => {
    const scope = await office();
    const id = await accepted(scope);
    const training = { line: 1, on: '2019-05-10', topic: '急救', minutes: 60 };
    const recorded = await recordTraining(scope, id, training);
    await recordTraining(scope, id, { ...training, line: 2, topic: '陪诊', minutes: 30 });

    const back = await takeTrainingBack(scope, id, 1, { reason: '记到了别人名下' });

    expect(back.takenBack).toMatchObject({ reason: '记到了别人名下', at: scope.now });
    expect(await takeTrainingBack(scope, id, 1, { reason: '记到了别人名下' })).toEqual(back);
    expect(await getVolunteer(scope, id)).toMatchObject({ training: 'trained', trainedMinutes: 30 });
    await takeTrainingBack(scope, id, 2, { reason: '没有来' });
    expect(await getVolunteer(scope, id)).toMatchObject({ training: 'pending', trainedMinutes: 0 });
    expect(await getVolunteerStanding(scope, id)).toMatchObject({ trained: false });
    expect(await recordTraining(scope, id, training)).toEqual(recorded);
  });

  it('lead from training to work only after a training, each once, in its line', async () => {
    const scope = await office();
    const id = await accepted(scope);
    const step = { line: 2, to: 'active', reason: '培训合格' } as const;
    expect(await refused(takeStep(scope, id, step))).toBe('notTrained');
    const training = { line: 1, on: '2019-05-10', topic: '志愿服务入门', minutes: 90, trainer: '周老师' };
    const recorded = await recordTraining(scope, id, training);
    expect(await recordTraining(scope, id, training)).toEqual(recorded);
    expect(await refused(recordTraining(scope, id, { ...training, minutes: 60 }))).toBe('alreadyChanged');

    const taken = await takeStep(scope, id, step);

    expect(taken).toMatchObject({ from: 'training', to: 'active', on: '2019-05-10' });
    expect(await takeStep(scope, id, step)).toEqual(taken);
    expect(await refused(takeStep(scope, id, { ...step, to: 'left' }))).toBe('alreadyChanged');
    expect(await getVolunteer(scope, id)).toMatchObject({ state: 'active', trainedMinutes: 90 });
  });

  it('are taken by one of two who ask at once', async () => {
    const scope = await office();
    const id = await active(scope);

    const answers = await Promise.all([
      refused(takeStep(scope, id, { line: 3, to: 'paused', reason: '住院' })),
      refused(takeStep(scope, id, { line: 3, to: 'left', reason: '搬家' })),
    ]);

    expect(answers.toSorted()).toEqual(['alreadyChanged', undefined]);
    expect((await getVolunteerStanding(scope, id)).steps.map(({ line }) => line)).toEqual([3, 2, 1]);
  });

  it('keep services out from the day of a pause on, until they resume', async () => {
    const scope = await office();
    const id = await active(scope);
    const served = { volunteerId: id, item: '理发', category: '便民', durationMinutes: 60 };
    const earlier = { ...served, key: 'earlier', servedOn: '2019-05-10' };
    const posted = await postServiceRecord(scope, earlier);
    await takeStep(scope, id, { line: 3, to: 'paused', reason: '住院' });

    expect(await postServiceRecord(scope, earlier)).toEqual(posted);

    expect(await refused(postServiceRecord(scope, { ...served, key: 'on', servedOn: '2019-05-10' }))).toBe(
      'volunteerPaused',
    );
    expect(
      await refused(postServiceRecord(scope, { ...served, key: 'before', servedOn: '2019-05-09' })),
    ).toBeUndefined();
    await takeStep(scope, id, { line: 4, to: 'active', reason: '出院' });
    expect(
      await refused(postServiceRecord(scope, { ...served, key: 'on', servedOn: '2019-05-10' })),
    ).toBeUndefined();
  });

  it('of one whom a ledger brought begin from work, and stay when the ledger comes again', async () => {
    const scope = await office();
    const { id = '' } = (await listVolunteers(scope, {})).items[0] ?? {};
    const was = draftVolunteer(imported(id, 'DH0128'), at(scope));
    await takeStep(scope, id, { line: 1, to: 'paused', reason: '照顾孙子' });
    await setProfile(scope, id, { skills: ['书法'], availability: ['sat-morning'] });

    const again = draftVolunteer({ ...imported(id, 'DH0128'), skill: '写字' }, at(scope));
    await scope.table.commit([again.amend({ importId: 'imp_1', hash: was.hash })]);

    expect(await getVolunteer(scope, id)).toMatchObject({
      ...{ state: 'paused', skill: '写字', skills: ['书法'], availability: ['sat-morning'] },
    });
    expect((await listVolunteers(scope, { state: 'paused' })).items).toHaveLength(1);
    expect((await listVolunteers(scope, { state: 'active' })).items).toHaveLength(0);
  });
});

describe('the badge of a party member', () => {
  it('is shown where they agreed, who wrote it down and when, and taken down when they no longer do', async () => {
    const scope = await office();
    const { id = '' } = (await listVolunteers(scope, {})).items[0] ?? {};

    const shown = await setPartyBadge(scope, id, { agreed: true, way: 'desk' });
    const again = await setPartyBadge(scope, id, { agreed: true, way: 'phone' });

    expect(shown.partyBadge).toEqual({ at: scope.now, way: 'desk', by: scope.actor.name });
    expect(again).toEqual(shown);
    const down = await setPartyBadge(scope, id, { agreed: false, way: 'desk' });
    expect(down.partyBadge).toBeUndefined();
  });

  it('is nobody’s who is no party member', async () => {
    const scope = await office();
    const id = await accepted(scope);
    const { personId } = await getVolunteer(scope, id);

    expect(await refused(setPartyBadge(scope, id, { agreed: true, way: 'desk' }))).toBe('notPartyMember');
    expect(await refused(setOwnPartyBadge(asPerson(scope, personId), { agreed: true }))).toBe(
      'notPartyMember',
    );
  });
});

describe('a recruitment notice', () => {
  const notice = { title: '招募助老志愿者', text: '每周六上门陪伴', wanted: 2, until: '2019-06-30' };

  it('counts who followed it and who was accepted, and nobody after it was closed', async () => {
    const scope = await office();
    const { id } = await publishRecruitment(scope, { ...notice, key: 'call' });
    const { id: personId } = await person(scope, '王芳');
    const application = await applyFor(scope, { key: 'apply', personId, noticeId: id });
    await acceptApplication(scope, application.id, {});

    expect(await getRecruitment(scope, id)).toMatchObject({ applied: 1, accepted: 1, state: 'open' });
    expect((await openRecruitment(scope, {})).items).toHaveLength(1);
    await closeRecruitment(scope, id);

    expect((await openRecruitment(scope, {})).items).toEqual([]);
    const late = await person(scope, '赵敏');
    expect(await refused(applyFor(scope, { key: 'late', personId: late.id, noticeId: id }))).toBe(
      'noticeClosed',
    );
    expect(await publishRecruitment(scope, { ...notice, key: 'call' })).toMatchObject({ id, state: 'open' });
  });
});

describe('somebody whom no ledger knows', () => {
  it('is added to the register once', async () => {
    const scope = await office();

    const first = await person(scope, '王芳');

    expect(await person(scope, '王芳')).toEqual(first);
    expect(first.phone).toBe('139****0001');
    expect(await refused(addPerson(scope, { key: 'another', name: '王芳', courtyardId: YARD }))).toBe(
      'personThere',
    );
  });
});
