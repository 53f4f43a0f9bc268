/** Markers of ITU-T T.81 (JPEG), table B.1. */
const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const APP1 = 0xe1;
const APP14 = 0xee;
/** Baseline, extended and progressive; nothing that browsers do not draw. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const HUFFMAN = 0xc4;
const QUANTISATION = 0xdb;
const RESTART_INTERVAL = 0xdd;
const KEPT: readonly number[] = [...FRAMES, HUFFMAN, QUANTISATION, RESTART_INTERVAL];

const MARK = 0xff;

/**
 * The JPEG without its metadata: where it was taken and with what, previews, comments, profiles, and whatever follows its
 * end. How it is to be turned stays, as a telephone held upright says it there and nowhere else. Undefined for what is no
 * whole JPEG of at most `most` pixels a side.
 */
export function strippedJpeg(file: Uint8Array, most: number): Uint8Array | undefined {
  if (file[0] !== MARK || file[1] !== START) return undefined;
  const kept: Uint8Array[] = [];
  let turned = 1;
  let seen = { frame: false, scan: false };
  let at = 2;
  for (;;) {
    // Any number of 0xff may stand before a marker.
    while (file[at] === MARK && file[at + 1] === MARK) at++;
    const marker = file[at + 1];
    if (file[at] !== MARK || marker === undefined) return undefined;
    if (marker === END) break;
    const end = at + 2 + u16(file, at + 2);
    if (end - at < 4 || end > file.length) return undefined;
    const segment = file.subarray(at, end);
    if (marker === APP1) turned = turnOf(segment) ?? turned;
    if (FRAMES.includes(marker)) {
      if (seen.frame || !isOfSize(segment, most)) return undefined;
      seen = { ...seen, frame: true };
    }
    if (KEPT.includes(marker) || isAdobe(marker, segment)) kept.push(segment);
    at = end;
    if (marker !== SCAN) continue;
    if (!seen.frame) return undefined;
    seen = { ...seen, scan: true };
    at = endOfScan(file, end);
    kept.push(segment, file.subarray(end, at));
  }
  if (!seen.scan) return undefined;
  return joined([Uint8Array.of(MARK, START), turning(turned), ...kept, Uint8Array.of(MARK, END)]);
}

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Eight bits a sample, in grey or in colour, and a size of its own. */
function isOfSize(frame: Uint8Array, most: number): boolean {
  const [precision, height, width, components] = [frame[4], u16(frame, 5), u16(frame, 7), frame[9]];
  return (
    precision === 8 &&
    Math.min(height, width) > 0 &&
    Math.max(height, width) <= most &&
    (components === 1 || components === 3)
  );
}

/** What says how colours are to be read, where it is of its one form. */
const isAdobe = (marker: number, segment: Uint8Array): boolean =>
  marker === APP14 && segment.length === 16 && text(segment, 4, 5) === 'Adobe';

/** Drawn data go on until a marker that is neither a stuffed byte nor a restart. */
function endOfScan(file: Uint8Array, start: number): number {
  for (let at = start; at < file.length; at++) {
    const next = file[at + 1] ?? 0;
    if (file[at] === MARK && next !== 0 && next !== MARK && (next < 0xd0 || next > 0xd7)) return at;
  }
  return file.length;
}

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

const ORIENTATION = 0x0112;
const ENTRY = 12;

/** How the picture is to be turned, 1 to 8, by its Exif (JEITA CP-3451, 4.6.4); undefined where it says nothing sound. */
function turnOf(app1: Uint8Array): number | undefined {
  if (text(app1, 4, 6) !== 'Exif\0\0') return undefined;
  const tiff = new DataView(app1.buffer, app1.byteOffset + 10, app1.length - 10);
  if (tiff.byteLength < 14) return undefined;
  const little = tiff.getUint16(0) === 0x4949;
  const first = tiff.getUint32(4, little);
  if (first + 2 > tiff.byteLength) return undefined;
  const count = tiff.getUint16(first, little);
  for (let i = 0; i < count; i++) {
    const entry = first + 2 + i * ENTRY;
    if (entry + ENTRY > tiff.byteLength) return undefined;
    if (tiff.getUint16(entry, little) !== ORIENTATION) continue;
    const turn = tiff.getUint16(entry + 8, little);
    return turn >= 1 && turn <= 8 ? turn : undefined;
  }
  return undefined;
}

/** An Exif that says how the picture is to be turned and nothing else; nothing where it stands as it is. */
function turning(turn: number): Uint8Array {
  if (turn === 1) return new Uint8Array();
  const exif = [...'Exif\0\0MM\0*'].map((letter) => letter.charCodeAt(0));
  const entry = [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0];
  return Uint8Array.of(MARK, APP1, 0, exif.length + entry.length + 2, ...exif, ...entry);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
