import { idFrom, newId } from '@linli/core/kernel';
import { describe, expect, it } from 'vitest';
import { holderSearch } from '../../../packages/core/src/timebank/finding/holder-search.ts';
import { initialsOf } from '../../../packages/core/src/timebank/finding/initials.ts';
import { holderOfScanCode, scanCodeOf } from '../../../packages/core/src/timebank/finding/scan-code.ts';

describe('the initials of a name', () => {
  it.each([
    ['王芳', 'wf'],
    ['欧阳娜娜', 'oynn'],
    ['阿依古丽', 'aygl'],
    ['买买提·艾力', 'mmtal'],
    ['John 李', 'johnl'],
    ['已清除', 'yqc'],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('say a family name as a family name, and the same character elsewhere as it is read there', () => {
    expect(['曾红', '单明', '解放', '仇英', '翟让', '查良镛'].map(initialsOf)).toEqual([
      'zh',
      'sm',
      'xf',
      'qy',
      'zr',
      'zly',
    ]);
    expect(initialsOf('张曾')).toBe('zc');
  });
});

describe('the code of a card', () => {
  it('is digits alone, and stands for one holder', () => {
    const ids = [
      idFrom('volunteer', 'tnt_1', 'DH0001'),
      newId('volunteer', '2019-05-10T02:00:00.000Z'),
      idFrom('card', 'tnt_1', 'QY01'),
      `crd_${'z'.repeat(26)}`,
      `vol_${'0'.repeat(26)}`,
    ];

    for (const id of ids) {
      expect(scanCodeOf(id)).toMatch(/^\d{43}$/);
      expect(holderOfScanCode(scanCodeOf(id))).toBe(id);
    }
  });

  it('is nobody’s when a digit was read wrong, two changed places, or it is no code', () => {
    const code = scanCodeOf(idFrom('volunteer', 'tnt_1', 'DH0001'));

    for (let at = 0; at < code.length; at++) {
      const wrong = code.slice(0, at) + ((Number(code[at]) + 1) % 10) + code.slice(at + 1);
      expect(holderOfScanCode(wrong)).toBeUndefined();
      const swapped = code.slice(0, at) + (code[at + 1] ?? '') + code[at] + code.slice(at + 2);
      if (swapped !== code) expect(holderOfScanCode(swapped)).toBeUndefined();
    }
    for (const other of ['', '13812345678', '9'.repeat(43), '0'.repeat(43)])
      expect(holderOfScanCode(other)).toBeUndefined();
  });
});

describe('what is typed at the desk', () => {
  it('is a name, initials, a number or the end of a phone', () => {
    expect(holderSearch('王')).toEqual({ name: '王' });
    expect(holderSearch('wf')).toEqual({ name: 'wf', initials: 'wf', number: 'WF' });
    expect(holderSearch('DH0012')).toEqual({ number: 'DH0012' });
    expect(holderSearch('5678')).toEqual({ number: '5678', tail: '5678' });
    expect(holderSearch('56789')).toEqual({ number: '56789' });
  });
});
