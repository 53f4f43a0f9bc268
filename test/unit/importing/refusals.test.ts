import { describe, expect, it } from 'vitest';
import {
  inspectWorkbook,
  openWorkbook,
  REFUSAL_CODES,
  type RefusalCode,
  RefusedFileError,
  refusalInEach,
} from '../../../packages/core/src/importing/ledger-files/index.ts';
import { rawWorkbook, xlsxOf, zipOfParts } from './support/sheets.ts';

/** Opens, looks and reads everything, as a preflight does. */
async function refusalOf(source: Buffer, name = '台账.xlsx'): Promise<RefusalCode | 'accepted'> {
  try {
    const workbook = await openWorkbook(source, name);
    await inspectWorkbook(workbook);
    for (const sheet of workbook.sheets) for await (const _ of sheet.rows());
    return 'accepted';
  } catch (error) {
    if (error instanceof RefusedFileError) return error.code;
    throw error;
  }
}

const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const inline = (ref: string, text: string) =>
  `<row r="1"><c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c></row>`;

async function* repeated(text: string, times: number, before = '<worksheet><sheetData>') {
  yield before;
  for (let n = 0; n < times; n += 1) yield text;
  yield '</sheetData></worksheet>';
}

const noise = (length: number) =>
  Array.from({ length }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7919) % 20_000))).join('');

describe('a file is refused', () => {
  it.each<[string, RefusalCode, () => Buffer | Promise<Buffer>, string?]>([
    ['empty', 'emptyFile', () => Buffer.alloc(0)],
    ['a PDF renamed', 'notASpreadsheet', () => Buffer.from('%PDF-1.7 ...')],
    ['a text renamed to xlsx', 'unknownFormat', () => Buffer.from('序号,姓名\n1,王强')],
    ['a picture renamed to csv', 'unknownFormat', () => Buffer.from([0x47, 0x49, 0x46, 0, 1, 2, 0]), 'x.csv'],
    ['encrypted, or an old .xls', 'encryptedOrOldFormat', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a zip that is no workbook', 'packedFile', () => zipOfParts({ 'readme.txt': 'hello' })],
    [
      'a Word document',
      'packedFile',
      () =>
        zipOfParts({
          '_rels/.rels':
            '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
          'word/document.xml': '<document/>',
        }),
    ],
    ['with macros', 'macros', () => rawWorkbook(sheet(''), { more: { 'xl/vbaProject.bin': 'x' } })],
    ['cut off', 'brokenArchive', async () => (await xlsxOf({ 一: [['姓名']] })).subarray(0, 400)],
    ['with XML that does not close', 'brokenXml', () => rawWorkbook('<worksheet><sheetData><row r="1">')],
    [
      'with tags that cross',
      'brokenXml',
      () => rawWorkbook('<worksheet><sheetData><row r="1"><c r="A1"></row></c></sheetData></worksheet>'),
    ],
    ['with an unknown entity', 'brokenXml', () => rawWorkbook(sheet(inline('A1', '&boom;')))],
    ['with rows out of order', 'brokenXml', () => rawWorkbook(sheet('<row r="2"/><row r="1"/>'))],
    [
      'that declares entities',
      'declaresEntities',
      () => rawWorkbook(`<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>${sheet(inline('A1', '&a;'))}`),
    ],
    ['with a cell too long', 'cellTooLong', () => rawWorkbook(sheet(inline('A1', noise(32_768))))],
    ['with a cell of 10 MB', 'cellTooLong', () => rawWorkbook(sheet(inline('A1', noise(3_500_000))))],
    [
      'with a shared string too long',
      'cellTooLong',
      () => rawWorkbook(sheet(''), { strings: `<sst><si><t>${noise(40_000)}</t></si></sst>` }),
    ],
    ['with a column too far out', 'tooManyColumns', () => rawWorkbook(sheet(inline('XFE1', 'x')))],
    [
      'with a million columns',
      'tooManyColumns',
      () =>
        rawWorkbook(
          repeated('<c t="inlineStr"><is><t>x</t></is></c>', 20_000, '<worksheet><sheetData><row r="1">'),
        ),
    ],
    ['with a row too far down', 'tooManyRows', () => rawWorkbook(sheet('<row r="1048577"/>'))],
    ['as a zip bomb', 'zipBomb', () => rawWorkbook(repeated(' '.repeat(1_000_000), 30))],
    [
      'as a csv with a quote that never closes',
      'brokenCsv',
      () => Buffer.from('序号,姓名\n1,"王强\n2,李四\n'),
      'x.csv',
    ],
    [
      'as a csv with a cell of 10 MB',
      'cellTooLong',
      () => Buffer.from(`序号,姓名\n1,${'长'.repeat(3_500_000)}`),
      'x.csv',
    ],
    ['as a csv of a million columns', 'tooManyColumns', () => Buffer.from('a,'.repeat(1_000_000)), 'x.csv'],
    ['in an unknown encoding', 'unknownEncoding', () => Buffer.from([0xff, 0xff, 0x80, 0x0a]), 'x.csv'],
  ])('%s', async (_, code, source, name) => {
    const bytes = await source();
    // Processor time: other work on the machine does not count against the reader.
    const before = process.cpuUsage();
    expect(await refusalOf(bytes, name)).toBe(code);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });

  it('when a part is larger than its header claims', async () => {
    const bytes = await rawWorkbook(repeated('<row/>', 500));
    const name = Buffer.from('xl/worksheets/sheet1.xml');
    const inDirectory = bytes.lastIndexOf(name) - 46;
    bytes.writeUInt32LE(10, inDirectory + 24);
    expect(await refusalOf(bytes)).toBe('zipBomb');
  });

  it('when a part is encrypted', async () => {
    const bytes = await rawWorkbook(sheet(''));
    const inDirectory = bytes.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46;
    bytes.writeUInt16LE(bytes.readUInt16LE(inDirectory + 8) | 1, inDirectory + 8);
    expect(await refusalOf(bytes)).toBe('encryptedFile');
  });

  it('but not for being an ordinary one', async () =>
    expect(await refusalOf(await xlsxOf({ 一: [['姓名'], ['王强']] }))).toBe('accepted'));

  it('with a sentence in both languages for every code, that asks for something', () => {
    for (const code of REFUSAL_CODES) {
      const { 'zh-CN': zh, en } = refusalInEach({ code, params: {} });
      expect(zh).toMatch(/请.*。$/);
      expect(en).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('without a word of the program in the Chinese sentence', async () => {
    const sources = [Buffer.from('序号,姓名\n1,王强'), await zipOfParts({ 'readme.txt': 'hello' })];
    const sentences = await Promise.all(
      sources.map((source) =>
        openWorkbook(source, '台账.xlsx').then(
          () => 'accepted',
          (error: unknown) => refusalInEach(error as RefusedFileError)['zh-CN'],
        ),
      ),
    );

    const latin = sentences.join().match(/[A-Za-z]+/g) ?? [];
    expect(latin.filter((word) => !['Excel', 'WPS', 'CSV', 'Word', 'xlsx', 'csv'].includes(word))).toEqual(
      [],
    );
  });
});
