import { listPersons } from '@linli/core/courtyard';
import { listFindings } from '@linli/core/importing';
import { expect, test } from 'vitest';
import { csv, imported, testCommunities } from '../support/community.ts';

const aCommunity = testCommunities('notes');

test('a note says whether its row goes in, and what of it does not', async () => {
  const { scope, files, ...rest } = await aCommunity();
  const roster = csv('志愿者登记表.csv', [
    '志愿者编号,姓名,性别,出生年月,政治面貌,手机号码,注册时间',
    'DH0001,王芳,女,2030-01,外星人,199-0100-0001,2018.6.1',
    'DH0002,李强,男,很久以前,群众,199-0100-0002,2018.1.1',
  ]);

  const { id, state, sheets } = await imported({ scope, files, ...rest }, 'notes', [roster]);

  expect([state, sheets[0]?.inserted, sheets[0]?.rowsRejected]).toEqual(['done', 2, 0]);
  const asked = { importId: id, sheetId: sheets[0]?.id ?? '' };
  const { items } = await listFindings(scope, files, asked, 'zh-CN');
  expect(items.map(({ severity, message }) => [severity, message])).toEqual([
    ['warning', expect.stringMatching(/^E2：政治面貌「外星人」.*这一行照常导入，按“其他”记入/)],
    ['warning', 'D2：出生年月 2030-01 还没有到。这一行照常导入，只是出生年月空着；请核对后改正。'],
    ['warning', expect.stringMatching(/^D3：出生年月「很久以前」.*这一行照常导入，只是这一格空着。$/)],
  ]);
  const { items: persons } = await listPersons(scope, {});
  expect(persons.map(({ name, bornIn, politics }) => [name, bornIn, politics])).toEqual(
    expect.arrayContaining([
      ['王芳', undefined, 'other'],
      ['李强', undefined, 'masses'],
    ]),
  );
});
