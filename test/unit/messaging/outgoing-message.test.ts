import { messageIdOf, wordingOf } from '@linli/core/messaging';
import { describe, expect, test } from 'vitest';
import { maskedRecipient, nextTryAfter } from '../../../packages/core/src/messaging/outgoing-message.ts';

const NOW = '2026-05-01T08:00:00.000Z';

test.each([
  ['13812345678', '138****5678'],
  ['+8613812345678', '+86****5678'],
  ['zhang.san@linli.example', 'z***@linli.example'],
])('of %s staff see %s', (to, masked) => {
  expect(maskedRecipient(to)).toBe(masked);
});

test('a message that fails is tried again after 1, 5, 15 and 60 minutes, and then given up', () => {
  const tries = [1, 2, 3, 4, 5].map((count) => nextTryAfter(count, NOW));

  expect(tries).toEqual([
    '2026-05-01T08:01:00.000Z',
    '2026-05-01T08:05:00.000Z',
    '2026-05-01T08:15:00.000Z',
    '2026-05-01T09:00:00.000Z',
    undefined,
  ]);
});

test('what happened once has one message, and messages sort by the time of what they tell of', () => {
  const first = messageIdOf(NOW, 'inv_1');
  const later = messageIdOf('2026-05-01T08:00:00.001Z', 'inv_1');

  expect(messageIdOf(NOW, 'inv_1')).toBe(first);
  expect(messageIdOf(NOW, 'inv_2')).not.toBe(first);
  expect(first < later).toBe(true);
});

describe('what a message says', () => {
  const goodUntil = '2026-05-08T08:30:00.000Z';
  const invitation = {
    template: 'invitation' as const,
    params: { place: '东环路社区', inviter: '王芳', role: 'gridWorker' as const },
    secret: 'https://linli.example/join/abcd',
    goodUntil,
  };

  test('names who invites, to what, and until when by the clock of the place', () => {
    const { subject, text } = wordingOf({ ...invitation, language: 'zh-CN' });

    expect(subject).toBe('东环路社区邀请您担任网格员');
    expect(text).toBe(
      '东环路社区的王芳邀请您担任网格员。请在 2026-05-08 16:30 前打开链接接受邀请：https://linli.example/join/abcd 。如果您不认识对方，请不要打开。',
    );
  });

  test('is said in English to who reads English', () => {
    const { text, words } = wordingOf({ ...invitation, language: 'en' });

    expect(text).toContain('王芳 of 东环路社区 invites you to work there as: Grid worker.');
    expect(words).toEqual({
      place: '东环路社区',
      inviter: '王芳',
      role: 'Grid worker',
      until: '2026-05-08 16:30',
      link: 'https://linli.example/join/abcd',
    });
  });

  test.each(['zh-CN', 'en'] as const)('leaves no gap unfilled in %s', (language) => {
    const code = wordingOf({ template: 'signInCode', language, params: {}, secret: '204816', goodUntil });
    const all = [code, wordingOf({ ...invitation, language })].flatMap(({ subject, text }) => [
      subject,
      text,
    ]);

    expect(code.text).toContain('204816');
    expect(all.filter((said) => /[{}]|undefined/.test(said))).toEqual([]);
  });

  test('takes a name as it is written, even one that looks like a gap', () => {
    const params = { ...invitation.params, inviter: '{link}' };

    expect(wordingOf({ ...invitation, params, language: 'zh-CN' }).text).toContain('的{link}邀请您');
  });
});
