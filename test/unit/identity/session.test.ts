import { makeRoom, normalizeUsername, OPEN_SESSIONS_MAX, Username } from '@linli/core/identity';
import { describe, expect, it } from 'vitest';

const NOW = '2026-05-01T00:00:00.000Z';
const LATER = '2026-05-08T00:00:00.000Z';
const session = (tokenHash: string, until = LATER) => ({ tokenHash, until });

describe('room for a session', () => {
  it('forgets sessions that have run out', () => {
    const room = makeRoom([session('old', NOW), session('phone')], session('desk'), NOW);
    expect(room).toEqual({ open: [session('phone'), session('desk')], close: [] });
  });

  it('closes the oldest when every place is taken', () => {
    const full = Array.from({ length: OPEN_SESSIONS_MAX }, (_, i) => session(`s${i}`));
    const room = makeRoom(full, session('new'), NOW);
    expect(room.close).toEqual([session('s0')]);
    expect(room.open).toHaveLength(OPEN_SESSIONS_MAX);
    expect(room.open.at(-1)).toEqual(session('new'));
  });
});

describe('a user name', () => {
  it('is the same however it is typed', () => {
    expect(normalizeUsername(' ＺhangSan ')).toBe('zhangsan');
  });

  it.each(['张三', 'wang.fang_2', 'ab'])('may be %s', (name) => {
    expect(Username.parse(name)).toBe(name);
  });

  it.each(['a', 'x'.repeat(31), 'a b', 'a#b', 'a@b.cn', ''])('may not be "%s"', (name) => {
    expect(Username.safeParse(name).success).toBe(false);
  });
});
