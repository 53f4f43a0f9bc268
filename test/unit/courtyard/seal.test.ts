import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { idMarkOf, keyIdOf, Seal } from '../../../packages/core/src/courtyard/seal.ts';

const NUMBER = '510104195307120028';
const SECRET = randomBytes(32);
const seal = new Seal('k0001', 'tnt_1', SECRET);

describe('a sealed ID number', () => {
  it('says nothing of the number, is the same text for the same one, and opens again', () => {
    const sealed = seal.seal(NUMBER);

    expect(sealed).not.toContain(NUMBER.slice(6, 14));
    expect(new Seal('k0001', 'tnt_1', SECRET).seal(NUMBER)).toBe(sealed);
    expect(seal.seal('510104196001010010')).not.toBe(sealed);
    expect(seal.open(sealed)).toBe(NUMBER);
    expect(keyIdOf(sealed)).toBe('k0001');
  });

  it('opens no more once a letter of it was changed, or under another mark', () => {
    const sealed = seal.seal(NUMBER);
    const [key, mark, box = ''] = sealed.split('.');
    const [, otherMark] = seal.seal('510104196001010010').split('.');
    const turned = box.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'));

    for (const changed of [`${key}.${mark}.${turned}`, `${key}.${otherMark}.${box}`, `${key}.${mark}.`])
      expect(() => seal.open(changed)).toThrow();
  });

  it('opens in no other community and under no other key, and its mark is another there', () => {
    const sealed = seal.seal(NUMBER);
    const strangers = [new Seal('k0001', 'tnt_2', SECRET), new Seal('k0001', 'tnt_1', randomBytes(32))];

    for (const stranger of strangers) {
      expect(() => stranger.open(sealed)).toThrow();
      expect(stranger.seal(NUMBER).split('.')[1]).not.toBe(sealed.split('.')[1]);
    }
    expect(idMarkOf('tnt_1', sealed)).not.toBe(idMarkOf('tnt_2', sealed));
  });
});
