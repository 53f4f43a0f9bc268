import { open } from 'node:fs/promises';
import { RefusedFileError } from '../refusals.ts';
import type { Workbook } from './sheet.ts';

/**
 * Opens an uploaded file, `.xlsx` or `.csv`, judged by its content and not only by its name.
 *
 * @param source path of the file, or its bytes
 * @param originalName the name it was uploaded under; courtyards and periods may be read from it
 * @throws RefusedFileError with a closed code; limits on rows and cells may also be met later, while rows are read
 */
export async function openWorkbook(source: string | Buffer, originalName: string): Promise<Workbook> {
  const fileName = originalName.normalize('NFC').replace(/^.*[/\\]/, '');
  const head = await firstBytes(source);
  if (head.length === 0) throw new RefusedFileError('emptyFile');
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) throw new RefusedFileError('encryptedOrOldFormat');
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return (await xlsx()).openXlsx(source, fileName);
  const disguise = DISGUISES.find(({ bytes }) => startsWith(head, bytes));
  if (disguise !== undefined) throw new RefusedFileError('notASpreadsheet', { found: disguise.found });
  if (startsWith(head, EMPTY_ZIP)) throw new RefusedFileError('packedFile');
  if (!/\.(csv|txt|tsv)$/i.test(fileName)) throw new RefusedFileError('unknownFormat');
  return (await csv()).openCsv(source, fileName);
}

// Most requests to the API read no file: the readers are loaded with the first one.
const xlsx = () => import('./xlsx.ts');
const csv = () => import('./csv.ts');

const DISGUISES = [
  { found: 'PDF', bytes: [0x25, 0x50, 0x44, 0x46] },
  { found: 'PNG', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { found: 'JPEG', bytes: [0xff, 0xd8, 0xff] },
  { found: 'RAR', bytes: [0x52, 0x61, 0x72, 0x21] },
];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];

const startsWith = (head: Buffer, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

async function firstBytes(source: string | Buffer): Promise<Buffer> {
  if (typeof source !== 'string') return source.subarray(0, 8);
  const file = await open(source, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
