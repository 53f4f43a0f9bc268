import { draftPerson } from '@linli/core/courtyard';
import type { Scope } from '@linli/core/kernel';
import type { StreamEvent } from '@linli/core/table';
import {
  draftCard,
  draftVolunteer,
  fillFinders,
  getScanCard,
  listScanCards,
  lookUpHolders,
  projectFinders,
} from '@linli/core/timebank';
import { describe, expect, it } from 'vitest';
import { anonymiseVolunteer } from '../../packages/core/src/timebank/anonymous-volunteer.ts';
import { Finders } from '../../packages/core/src/timebank/finding/entities.ts';
import { testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('finding');

const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, '0')}`;

const PEOPLE = [
  { n: 1, name: '王芳', phone: '138 1234 5678', no: 'DH0001', courtyardId: 'cyd_1' },
  { n: 2, name: '王飞', phone: '13800005678', no: 'DH0002', courtyardId: 'cyd_2' },
  { n: 3, name: '曾红', phone: undefined, no: 'DH00020', courtyardId: 'cyd_1' },
];

const by = ({ tenantId, now }: Scope) => ({
  ...{ tenantId, now, importId: 'imp_1', source: 's', row: 1, by: 'test' },
});

const personOf = ({ n, name, phone }: (typeof PEOPLE)[number]) => ({
  ...{ id: id('prs', n), name, retired: false },
  ...(phone === undefined ? {} : { phone }),
});

const volunteerOf = ({ n, name, no, courtyardId }: (typeof PEOPLE)[number]) => ({
  ...{ id: id('vol', n), personId: id('prs', n), volunteerNo: no, name, courtyardId, partyMember: false },
});

const CARD = {
  ...{ id: id('crd', 1), cardNo: 'QY01', cardType: 'enterprise' as const, holder: '红旗超市' },
  accountId: 'acc_1',
};

/** What the stream says of somebody who is new, changed or gone. */
const told = (noun: string, was: object | undefined, is: object | undefined, tenantId: string) =>
  ({
    sequence: '1',
    ...(is === undefined ? {} : { newImage: { ...is, tenantId, __edb_e__: noun } }),
    ...(was === undefined ? {} : { oldImage: { ...was, tenantId, __edb_e__: noun } }),
  }) satisfies StreamEvent;

const tell = (scope: Scope, ...events: readonly StreamEvent[]) => projectFinders(() => scope.table, events);

/** Three volunteers and a card, as an import brings them. */
async function desk(): Promise<Scope> {
  const { scope } = await aCommunity();
  await scope.table.insertMany([
    ...PEOPLE.map((each) => draftPerson(personOf(each), by(scope)).insert),
    ...PEOPLE.map((each) => draftVolunteer(volunteerOf(each), by(scope)).insert),
    draftCard(CARD, by(scope)).insert,
  ]);
  const news = PEOPLE.map((each) => told('volunteer', undefined, volunteerOf(each), scope.tenantId));
  await tell(scope, ...news, ...news);
  return scope;
}

const found = async (scope: Scope, typed: string) =>
  (await lookUpHolders(scope, typed)).map(({ name }) => name);

const finders = async ({ table, tenantId }: Scope) =>
  (await table.all(Finders, Finders.query.byId({ tenantId }))).map((finder) => finder.id);

describe('the desk finds', () => {
  it('by how a name, its initials or a number begins, and by the end of a phone', async () => {
    const scope = await desk();

    expect(await found(scope, '王')).toEqual(['王芳', '王飞']);
    expect(await found(scope, 'WF')).toEqual(['王芳', '王飞']);
    expect(await found(scope, 'zh')).toEqual(['曾红']);
    expect(await found(scope, '5678')).toEqual(['王芳', '王飞']);
    expect(await found(scope, ' DH000 ')).toHaveLength(3);
    expect(await found(scope, '红旗')).toEqual(['红旗超市']);
    expect(await found(scope, 'qy')).toEqual(['红旗超市']);
    expect(await found(scope, '0000')).toEqual([]);
  });

  it('somebody alone by their whole number, though another’s begins with it', async () => {
    const scope = await desk();

    expect(await found(scope, 'DH0002')).toEqual(['王飞']);
  });

  it('whose card was scanned, of a person or a collective, and nobody of another community', async () => {
    const [scope, other] = [await desk(), (await aCommunity()).scope];

    for (const holder of [volunteerOf(PEOPLE[0] as (typeof PEOPLE)[number]), CARD]) {
      const { code } = await getScanCard(scope, holder.id);
      expect((await lookUpHolders(scope, code)).map((each) => each.id)).toEqual([holder.id]);
      const address = `https://linli.example/console/guihua/timebank/on-hand?number=${code}`;
      expect((await lookUpHolders(scope, address)).map((each) => each.id)).toEqual([holder.id]);
      expect(await lookUpHolders(other, code)).toEqual([]);
    }
    await expect(getScanCard(other, CARD.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await listScanCards(scope, { limit: 2 })).items.map(({ number }) => number)).toEqual([
      'DH0001',
      'DH0002',
    ]);
  });

  it('only whom somebody reaches', async () => {
    const scope = await desk();
    const { tenantId } = scope;
    const grants = [{ role: 'gridWorker' as const, tenantId, courtyardIds: ['cyd_1'] }];
    const gridWorker = { ...scope, actor: { kind: 'user' as const, id: 'usr_1', name: '网格员', grants } };

    for (const typed of ['王', 'wf', '5678', 'DH0'])
      expect(await found(gridWorker, typed)).not.toContain('王飞');
    expect(await found(gridWorker, '5678')).toEqual(['王芳']);
    await expect(getScanCard(gridWorker, id('vol', 2))).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('what volunteers are found by', () => {
  it('follows a new name and a new phone, and an old batch of the stream brings nothing back', async () => {
    const scope = await desk();
    const { tenantId, table } = scope;
    const [wang] = PEOPLE as [(typeof PEOPLE)[number]];
    const [was, is] = [personOf(wang), { ...personOf(wang), phone: '13900009999' }];
    const renamed = { ...volunteerOf(wang), name: '汪芳' };
    const rewrite = async (write: { operation: object }) => table.commit([write as never]);
    await rewrite(draftPerson.rewrite(tenantId, is));
    await tell(scope, told('person', was, is, tenantId));
    await rewrite(draftVolunteer.rewrite(tenantId, { ...renamed, name: '李芳' }));
    await tell(scope, told('volunteer', volunteerOf(wang), { ...renamed, name: '李芳' }, tenantId));

    await tell(scope, told('volunteer', undefined, volunteerOf(wang), tenantId));

    expect(await found(scope, '5678')).toEqual(['王飞']);
    expect(await found(scope, '9999')).toEqual(['李芳']);
    expect(await found(scope, 'wf')).toEqual(['王飞']);
    expect(await found(scope, 'lf')).toEqual(['李芳']);
  });

  it('goes with whoever is erased, and with an import that is undone', async () => {
    const scope = await desk();
    const { tenantId, table } = scope;
    const [wang, fei] = PEOPLE as [(typeof PEOPLE)[number], (typeof PEOPLE)[number]];
    const to = { id: id('vol', 9), personId: id('prs', 9), volunteerNo: '已清除9', name: '已清除' };
    await anonymiseVolunteer(scope, id('vol', 1), to, []);
    await tell(
      scope,
      told('volunteer', volunteerOf(wang), undefined, tenantId),
      told('volunteer', undefined, to, tenantId),
    );
    expect((await finders(scope)).filter((finder) => /0001$|0009$/.test(finder))).toEqual([]);

    const hash = async (draft: typeof draftVolunteer | typeof draftPerson, itemId: string) => ({
      hash: (await draft.find(table, tenantId, itemId))?.origin?.hash ?? '',
    });
    for (const [draft, itemId] of [
      [draftVolunteer, id('vol', 2)],
      [draftPerson, id('prs', 2)],
    ] as const)
      await table.commit([draft.remove(tenantId, itemId, await hash(draft, itemId))]);
    await tell(
      scope,
      told('volunteer', volunteerOf(fei), undefined, tenantId),
      told('person', personOf(fei), undefined, tenantId),
    );
    expect(await finders(scope)).toEqual([`initials.zh.${id('vol', 3)}`]);
  });

  it('is filled in by the round for a community that was there before, and left alone from then on', async () => {
    const { scope } = await aCommunity();
    await scope.table.insertMany([
      ...PEOPLE.map((each) => draftPerson(personOf(each), by(scope)).insert),
      ...PEOPLE.map((each) => draftVolunteer(volunteerOf(each), by(scope)).insert),
    ]);
    expect(await found(scope, 'wf')).toEqual([]);

    const seen = [await fillFinders(scope), await fillFinders(scope)];

    expect(seen).toEqual([3, 0]);
    expect(await found(scope, 'wf')).toEqual(['王芳', '王飞']);
    expect(await found(scope, '5678')).toEqual(['王芳', '王飞']);
  });

  it('goes on being filled in where the last round stopped', async () => {
    const { scope } = await aCommunity();
    const many = Array.from({ length: 1050 }, (_, i) => ({
      ...{ n: i + 1, name: '王芳', phone: undefined, no: `DH${i}`, courtyardId: 'cyd_1' },
    }));
    await scope.table.insertMany([
      ...many.map((each) => draftPerson(personOf(each), by(scope)).insert),
      ...many.map((each) => draftVolunteer(volunteerOf(each), by(scope)).insert),
    ]);

    const seen = [await fillFinders(scope), await fillFinders(scope), await fillFinders(scope)];

    expect(seen).toEqual([1000, 50, 0]);
    expect(await finders(scope)).toHaveLength(1050);
  });
});
