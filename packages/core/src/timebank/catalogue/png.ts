import { crc32, inflateSync } from 'node:zlib';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What makes the picture: its size, its palette, what shines through, and its points (W3C PNG, 11). */
const KEPT: readonly string[] = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** How many numbers a point has, by kind of colour, and the depths that it may have. */
const COLOURS: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/**
 * The PNG without its metadata: texts, times, places, profiles, and whatever follows its end. Undefined for what is no whole
 * PNG of at most `most` pixels a side: every part is checked by its sum, and the points are unpacked and counted.
 */
export function strippedPng(file: Uint8Array, most: number): Uint8Array | undefined {
  if (SIGNATURE.some((byte, i) => file[i] !== byte)) return undefined;
  const chunks = chunksOf(file);
  const head = chunks?.[0];
  if (chunks === undefined || head?.type !== 'IHDR') return undefined;
  const points = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const bytes = bytesUnpacked(head.data, most);
  if (bytes === undefined || !unpacksTo(points, bytes)) return undefined;
  const kept = chunks.filter(({ type }) => KEPT.includes(type)).map(({ whole }) => whole);
  return Buffer.concat([Uint8Array.from(SIGNATURE), ...kept]);
}

type Chunk = { type: string; data: Uint8Array; whole: Uint8Array };

/** All of them up to the end; undefined where one is broken or unknown ones are needed to draw it. */
function chunksOf(file: Uint8Array): Chunk[] | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + 12 <= file.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > file.length) return undefined;
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (crc32(file.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return undefined;
    // A first letter in capitals says that the picture cannot be drawn without it.
    if (/^[A-Z]/.test(type) && !KEPT.includes(type)) return undefined;
    chunks.push({ type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return undefined;
}

/** How many bytes its lines have once unpacked, each with one for its filter; undefined for a size or a form that is not taken. */
function bytesUnpacked(head: Uint8Array, most: number): number | undefined {
  if (head.length !== 13) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, colour = -1, packing, filter, interlaced] = head.subarray(8);
  const samples = COLOURS[colour]?.depths.includes(depth) ? COLOURS[colour].samples : undefined;
  const isPlain = packing === 0 && filter === 0 && interlaced === 0;
  if (samples === undefined || !isPlain || Math.min(width, height) < 1 || Math.max(width, height) > most)
    return undefined;
  return height * (1 + Math.ceil((width * samples * depth) / 8));
}

function unpacksTo(points: Uint8Array, bytes: number): boolean {
  try {
    return inflateSync(points, { maxOutputLength: bytes }).length === bytes;
  } catch {
    return false;
  }
}
