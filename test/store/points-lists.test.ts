import { draftCourtyard, draftHousehold, draftPerson } from '@linli/core/courtyard';
import type { LinliError, Scope } from '@linli/core/kernel';
import { verify } from '@linli/core/reporting';
import {
  carryOnLists,
  checkPointsList,
  declineCardGift,
  draftCard,
  draftPointsRule,
  draftVolunteer,
  getListPart,
  getMemberAccount,
  getOwnCard,
  getPointsList,
  getStatement,
  giveCardGift,
  giveOwnGift,
  issuePoints,
  listOwnCards,
  nameCardHolder,
  openingRule,
  postPointsList,
  previewCardGift,
  previewOwnGift,
  releaseHold,
  removeCardHolder,
  resumePointsList,
  setSignatures,
  signCardGift,
  signOwnGift,
  transferPoints,
} from '@linli/core/timebank';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestCommunity, testCommunity } from '../support/community.ts';
import { createTestTable, type Engine, startEngine, type TestTable } from '../support/engine.ts';

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;
const CARD = id('crd', 1);
const PEOPLE = 200;
const COURTYARD = id('cyd', 1);
const [QIAN, SUN] = [id('prs', 901), id('prs', 902)];

let engine: Engine;
let table: TestTable;
const open: TestCommunity[] = [];
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(async () => {
  await Promise.all(open.map((community) => community.close()));
  await engine.stop();
});

const numberOf = (n: number) => `DH${String(n).padStart(4, '0')}`;

/**
 * An enterprise's card with ten thousand points, two people who will hold it, and two hundred volunteers: the first lives
 * alone at 85, the second has a hardship and is 65, the third is 90 in a household of two, the others are 30.
 */
async function community(): Promise<Scope> {
  table = await createTestTable(engine.endpoint);
  const opened = await testCommunity(table, 'tnt_lists');
  open.push(opened);
  const { scope } = opened;
  const by = { tenantId: scope.tenantId, importId: 'imp_1', source: 's', row: 1, now: scope.now, by: 'test' };
  const bornIn = (n: number) => (n === 1 ? '1934-01' : n === 2 ? '1954-01' : n === 3 ? '1929-01' : '1989-01');
  const householdOf = (n: number) => (n === 1 ? id('hsh', 1) : n === 3 || n === 4 ? id('hsh', 3) : undefined);
  const persons = Array.from({ length: PEOPLE }, (_, i) => i + 1).flatMap((n) => [
    draftPerson(
      {
        ...{ id: id('prs', n), name: `居民${n}`, bornIn: bornIn(n), retired: false, courtyardId: COURTYARD },
        ...(n === 2 ? { need: '残疾，行动不便' } : {}),
        ...{ householdId: householdOf(n), listedIn: COURTYARD, listedUnder: householdOf(n) ?? 'none' },
      },
      by,
    ),
    draftVolunteer(
      {
        ...{ id: id('vol', n), personId: id('prs', n), volunteerNo: numberOf(n), name: `居民${n}` },
        ...{ partyMember: false, courtyardId: n <= 100 ? COURTYARD : undefined },
      },
      by,
    ),
  ]);
  const holders = [QIAN, SUN].map((personId, i) =>
    draftPerson(
      {
        id: personId,
        name: ['钱丽', '孙明'][i] ?? '',
        retired: false,
        listedIn: 'none',
        listedUnder: 'none',
      },
      by,
    ),
  );
  const card = { id: CARD, cardNo: 'E1', cardType: 'enterprise' as const, holder: '花园超市' };
  await scope.table.insertMany(
    [
      draftCourtyard(
        { id: COURTYARD, name: '花园颐院', position: 1, hasBranch: false, hasStation: false },
        by,
      ),
      draftHousehold({ id: id('hsh', 1), courtyardId: COURTYARD, householdNo: '1' }, by),
      ...persons,
      ...holders,
      draftCard({ ...card, accountId: id('acc', 9) }, by),
      draftPointsRule(openingRule(scope.tenantId), by),
    ].map(({ insert }) => insert),
  );
  await issuePoints(scope, { key: 'first', to: CARD, points: 10_000, reason: '超市赞助大米' });
  return scope;
}

const as = (scope: Scope, personId: string): Scope => ({
  ...scope,
  actor: {
    ...{ kind: 'user', id: `usr_${personId}`, name: '本人', personId },
    grants: [{ role: 'resident', tenantId: scope.tenantId, personId }],
  },
});

const later = (scope: Scope, days: number): Scope => ({
  ...scope,
  now: new Date(Date.parse(scope.now) + days * 24 * 3600_000).toISOString(),
});

const points = async (scope: Scope, n: number) => (await getMemberAccount(scope, id('vol', n))).pointsBalance;
const onCard = async (scope: Scope) => (await getStatement(scope, CARD)).account;
const refusal = (answer: Promise<unknown>) =>
  answer.then(
    () => 'done',
    (error: LinliError) => error.reason,
  );

const textFor = (from: number, to: number, each = 10) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${numberOf(from + i)}\t居民${from + i}\t${each}`).join(
    '\n',
  );

describe('a list of who gets how many points', () => {
  it('is posted whole, however long, once, and says what became of it', async () => {
    const scope = await community();
    const asked = {
      key: 'list one',
      from: CARD,
      text: `编号\t姓名\t积分\n${textFor(1, 200)}`,
      reason: '重阳慰问',
    };

    const list = await postPointsList(scope, asked);
    const again = await postPointsList(scope, asked);

    expect(JSON.stringify(again)).toBe(JSON.stringify(list));
    expect(list).toMatchObject({ lines: 200, total: 2000, parts: 3, kind: 'gift' });
    expect(await getPointsList(scope, list.id)).toMatchObject({ state: 'posted', partsPosted: 3 });
    expect([await points(scope, 1), await points(scope, 200)]).toEqual([10, 10]);
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 8000, pointsHeld: 0 });
    expect((await getListPart(scope, list.id, 2)).lines).toHaveLength(20);
    expect((await verify(scope)).balances).toEqual([]);
    expect(await refusal(postPointsList(scope, { ...asked, reason: '别的' }))).toBe('keyReused');
  });

  it('comes out of the community’s hand without a card, and counts towards what is promised', async () => {
    const scope = await community();

    const list = await postPointsList(scope, { key: 'list out', text: textFor(1, 3), reason: '年终奖励' });

    expect(list).toMatchObject({ kind: 'issue', source: 'issuance', total: 30 });
    expect(await points(scope, 3)).toBe(10);
    expect((await verify(scope)).balances).toEqual([]);
  });

  it('says of each line by its number what is wrong with it, and moves nothing', async () => {
    const scope = await community();
    const text = [
      'DH0001 居民1 10',
      'DH9999 某人 10',
      'DH0002 李四 10',
      'DH0003 居民3',
      'DH0001 5',
      'E1 花园超市 5',
    ].join('\n');

    const checked = await checkPointsList(scope, { from: CARD, text });
    const posted = refusal(postPointsList(scope, { key: 'list bad', from: CARD, text, reason: '慰问' }));

    expect(checked.lines.map(({ line, wrong }) => [line, wrong?.en.split(/[ ;,:]/)[0]])).toEqual([
      [1, undefined],
      [2, 'There'],
      [3, 'The'],
      [4, 'This'],
      [5, 'This'],
      [6, 'It'],
    ]);
    expect(await posted).toBe('listLineWrong');
    expect((await onCard(scope)).lineCount).toBe(1);
  });

  it('goes on from where it died, and posts each part once', async () => {
    const scope = await community();
    let commits = 0;
    const dying = new Proxy(scope.table, {
      get(of, name) {
        const value = Reflect.get(of, name);
        if (name !== 'commit') return typeof value === 'function' ? value.bind(of) : value;
        return async (writes: never) => {
          if (++commits > 2) throw new Error('died');
          return of.commit(writes);
        };
      },
    });
    const asked = { key: 'list dies', from: CARD, text: textFor(1, 200), reason: '慰问' };
    await expect(postPointsList({ ...scope, table: dying }, asked)).rejects.toThrow('died');
    expect([await points(scope, 1), await points(scope, 200)]).toEqual([10, 0]);
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 8000, pointsHeld: 1100 });

    const list = await postPointsList(scope, asked);
    expect(await carryOnLists(scope)).toBe(1);
    expect(await carryOnLists(scope)).toBe(0);

    expect(await resumePointsList(scope, list.id)).toMatchObject({ state: 'posted', partsPosted: 3 });
    expect([await points(scope, 1), await points(scope, 200)]).toEqual([10, 10]);
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 8000, pointsHeld: 0 });
  });
});

describe('a gift out of a card', () => {
  const elders = { group: { ageFrom: 60 }, shares: { points: 100, budget: 250, upTo: true } };

  it('goes to the neediest first, and its sponsor is told how many, not who', async () => {
    const scope = await community();
    await nameCardHolder(scope, CARD, QIAN, { reason: '超市负责人' });
    const holder = as(scope, QIAN);

    const named = await previewCardGift(scope, CARD, elders);
    const plan = await previewOwnGift(holder, CARD, elders);
    await giveOwnGift(holder, CARD, { ...elders, key: 'gift one', reason: '重阳', people: 3, total: 250 });

    expect(named.lines.map(({ name, points: each }) => [name, each])).toEqual([
      ['居民1', 100],
      ['居民3', 100],
      ['居民2', 50],
    ]);
    expect(plan).toEqual({ inGroup: 3, people: 3, total: 250 });
    const own = await getOwnCard(holder, CARD);
    expect(own.gifts).toMatchObject([{ lines: 3, total: 250, state: 'posted', own: true }]);
    expect(JSON.stringify(own)).not.toContain('居民');
    expect(await points(scope, 1)).toBe(100);
    expect((await listOwnCards(holder)).items).toMatchObject([{ cardNo: 'E1' }]);
  });

  it('is refused when the group is not what was shown, and to whoever has no card', async () => {
    const scope = await community();
    await nameCardHolder(scope, CARD, QIAN, { reason: '超市负责人' });
    const gift = { ...elders, reason: '重阳', people: 2, total: 200 };

    expect(await refusal(giveOwnGift(as(scope, QIAN), CARD, { ...gift, key: 'gift two' }))).toBe(
      'groupChanged',
    );
    expect(await refusal(previewOwnGift(as(scope, SUN), CARD, elders))).toBe('notFound');
    await removeCardHolder(scope, CARD, QIAN, { reason: '离职' });
    expect(await refusal(previewOwnGift(as(scope, QIAN), CARD, elders))).toBe('notFound');
  });

  it('waits for a second holder where the card takes two signatures', async () => {
    const scope = await community();
    expect(await refusal(setSignatures(scope, CARD, { signatures: 2 }))).toBe('twoHoldersFirst');
    await nameCardHolder(scope, CARD, QIAN, { reason: '负责人' });
    await nameCardHolder(scope, CARD, SUN, { reason: '财务' });
    await setSignatures(scope, CARD, { signatures: 2 });
    const gift = { ...elders, reason: '重阳', people: 3, total: 250 };
    const transfer = { key: 'past them', from: CARD, to: id('vol', 1), points: 5, reason: '慰问' };

    expect(await refusal(transferPoints(scope, transfer))).toBe('needsTwoSignatures');
    const list = await giveOwnGift(as(scope, QIAN), CARD, { ...gift, key: 'gift two signatures' });
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 9750, pointsHeld: 250 });
    const { items } = { items: (await getOwnCard(as(scope, SUN), CARD)).gifts };
    expect(items).toMatchObject([{ state: 'asked', own: false }]);
    expect(await refusal(signOwnGift(as(scope, QIAN), list.id))).toBe('secondIsFirst');
    expect(await refusal(signCardGift(scope, list.id, { signer: QIAN }))).toBe('secondIsFirst');
    expect(await points(scope, 1)).toBe(0);
    const signed = await signOwnGift(as(scope, SUN), list.id);

    expect(signed).toMatchObject({ state: 'posted', signed: { by: '孙明' } });
    expect(await signOwnGift(as(scope, SUN), list.id)).toEqual(signed);
    expect(await points(scope, 1)).toBe(100);
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 9750, pointsHeld: 0 });
    expect((await verify(scope)).balances).toEqual([]);
  });

  it('is free again when it is declined, and when nobody signs in time', async () => {
    const scope = await community();
    await nameCardHolder(scope, CARD, QIAN, { reason: '负责人' });
    await nameCardHolder(scope, CARD, SUN, { reason: '财务' });
    await setSignatures(scope, CARD, { signatures: 2 });
    const gift = { ...elders, reason: '重阳', people: 3, total: 250, signer: QIAN };
    const list = await giveCardGift(scope, CARD, { ...gift, key: 'gift declined' });
    const { holdId } = (await scope.table.eachStored('pointsList').next()).value as { holdId: string };
    expect(await refusal(releaseHold(scope, holdId, { key: 'released past them' }))).toBe('holdOfList');

    const declined = await declineCardGift(scope, list.id, { signer: SUN, reason: '超出预算' });
    expect(declined).toMatchObject({ state: 'declined', declined: { by: '孙明', reason: '超出预算' } });
    expect(await onCard(scope)).toMatchObject({ pointsBalance: 10_000, pointsHeld: 0 });

    const lapsing = await giveCardGift(scope, CARD, { ...gift, key: 'gift lapses' });
    const after = later(scope, 15);
    expect(await getPointsList(after, lapsing.id)).toMatchObject({ state: 'lapsed' });
    expect(await refusal(signCardGift(after, lapsing.id, { signer: SUN }))).toBe('listLapsed');
  });
});
