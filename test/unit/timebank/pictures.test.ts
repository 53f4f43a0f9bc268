import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { strippedPicture } from '../../../packages/core/src/timebank/catalogue/picture-bytes.ts';

const SECRET = 'GPS 30.66N 104.06E';

const bytes = (...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Uint8Array.from(part))),
  );

const segment = (marker: number, content: Uint8Array) =>
  bytes([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255], content);

const frame = (width: number, height: number, components = 3) =>
  segment(0xc0, bytes([8, height >> 8, height & 255, width >> 8, width & 255, components]));

/** An Exif of a telephone: how it was held, and where. */
const exif = (turn: number) =>
  segment(
    0xe1,
    bytes(
      'Exif\0\0II*\0',
      [8, 0, 0, 0, 2, 0],
      [0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0],
      [0x25, 0x88, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0],
      SECRET,
    ),
  );

const DRAWN = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const jpeg = ({ turn = 1, size = [4, 3] as readonly [number, number], tail = '' } = {}) =>
  bytes(
    [0xff, 0xd8],
    segment(0xe0, bytes('JFIF\0')),
    exif(turn),
    segment(0xfe, bytes(SECRET)),
    segment(0xdb, bytes([0])),
    frame(...size),
    segment(0xc4, bytes([0])),
    segment(0xda, bytes([1])),
    DRAWN,
    [0xff, 0xd9],
    tail,
  );

const chunk = (type: string, data: Uint8Array) => {
  const said = bytes(type, data);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(said));
  return bytes(length, said, sum);
};

const png = ({
  width = 2,
  height = 2,
  points = deflateSync(Buffer.alloc(height * (1 + width * 3))) as Uint8Array,
  interlaced = 0,
} = {}) => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, interlaced], 8);
  return bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk('IHDR', head),
    chunk('tEXt', bytes(SECRET)),
    chunk('eXIf', bytes(SECRET)),
    chunk('IDAT', points),
    chunk('IEND', bytes()),
    SECRET,
  );
};

const textOf = (picture: ReturnType<typeof strippedPicture>) =>
  Buffer.from(picture?.bytes ?? []).toString('latin1');

describe('a picture', () => {
  it('keeps what is drawn and nothing of where it was taken', () => {
    for (const [file, type] of [
      [jpeg({ tail: SECRET }), 'image/jpeg'],
      [png(), 'image/png'],
    ] as const) {
      const picture = strippedPicture(file);

      expect(picture?.type).toBe(type);
      expect(textOf(picture)).not.toContain('GPS');
      expect(strippedPicture(picture?.bytes ?? file)).toEqual(picture);
    }
    expect(textOf(strippedPicture(jpeg()))).toContain(Buffer.from(DRAWN).toString('latin1'));
  });

  it('is still turned as the telephone was held, and says no more of it', () => {
    const [upright, level] = [strippedPicture(jpeg({ turn: 6 })), strippedPicture(jpeg({ turn: 1 }))];

    expect(textOf(upright)).toContain('Exif\0\0MM\0*');
    expect(textOf(upright)).not.toContain('GPS');
    expect(textOf(level)).not.toContain('Exif');
    expect(strippedPicture(upright?.bytes ?? jpeg())).toEqual(upright);
  });

  it('is none that is broken off anywhere, or goes on in another way', () => {
    for (const whole of [jpeg(), png()]) {
      const end = whole.length - (whole[0] === 0x89 ? SECRET.length : 0);
      for (let cut = 0; cut < end; cut++) expect(strippedPicture(whole.subarray(0, cut))).toBeUndefined();
    }
    const wrong = png();
    const inPoints = wrong.length - SECRET.length - 20;
    wrong[inPoints] = (wrong[inPoints] ?? 0) ^ 1;
    expect(strippedPicture(wrong)).toBeUndefined();
  });

  it('is none of another kind, too large, or that unpacks to more than it shows', () => {
    const refused = [
      bytes('GIF89a'),
      bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      bytes('RIFF\0\0\0\0WEBP'),
      jpeg({ size: [2001, 3] }),
      jpeg({ size: [0, 3] }),
      png({ width: 2001, height: 1 }),
      png({ interlaced: 1 }),
      png({ points: deflateSync(Buffer.alloc(10_000_000)) }),
      png({ points: bytes('nothing') }),
      bytes([0xff, 0xd8, 0xff, 0xd9]),
    ];

    expect(refused.map((file) => strippedPicture(file))).toEqual(refused.map(() => undefined));
  });
});
