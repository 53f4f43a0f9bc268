import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  type Finding,
  inspectWorkbook,
  type LedgerRow,
  type MappingCorrection,
  openWorkbook,
  type ReadingOutcome,
  readRows,
  type SheetInspection,
  type SheetMapping,
} from '../../../../packages/core/src/importing/ledger-files/index.ts';
import { xlsxParts } from '../../../../packages/core/src/spreadsheet/xlsx-writer.ts';
import { type ZipPart, zipOf } from '../../../../packages/core/src/spreadsheet/zip-writer.ts';

type Value = string | number;
export type Table = readonly (readonly Value[])[];

/** A workbook of the given sheets; blank strings are blank cells. */
export async function xlsxOf(sheets: Readonly<Record<string, Table>>): Promise<Buffer> {
  const written = Object.entries(sheets).map(([name, table]) => ({ name, rows: rowsOf(table) }));
  return buffer(Readable.from(zipOf(xlsxParts(written))));
}

async function* rowsOf(table: Table) {
  for (const [index, row] of table.entries()) {
    const cells = row.map((value, column) => ({
      column: column + 1,
      text: String(value),
      ...(typeof value === 'number' ? { number: value } : {}),
    }));
    yield { number: index + 1, cells: cells.filter(({ text }) => text !== '') };
  }
}

/** A zip archive of the given parts, as they stand. */
export async function zipOfParts(
  parts: Readonly<Record<string, string | AsyncIterable<string>>>,
): Promise<Buffer> {
  async function* list(): AsyncGenerator<ZipPart> {
    for (const [name, content] of Object.entries(parts))
      yield { name, content: typeof content === 'string' ? once(content) : content };
  }
  return buffer(Readable.from(zipOf(list())));
}

async function* once(text: string) {
  yield text;
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook of one sheet whose XML is given, for what ordinary writers never write. */
export function rawWorkbook(
  sheetXml: string | AsyncIterable<string>,
  parts: { strings?: string; styles?: string; workbookPr?: string; more?: Record<string, string> } = {},
): Promise<Buffer> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return zipOfParts({
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', '/xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}">${parts.workbookPr ?? ''}<sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}${relation('rId3', 'styles', 'styles.xml')}</Relationships>`,
    ...(parts.strings === undefined ? {} : { 'xl/sharedStrings.xml': parts.strings }),
    ...(parts.styles === undefined ? {} : { 'xl/styles.xml': parts.styles }),
    ...parts.more,
    'xl/worksheets/sheet1.xml': sheetXml,
  });
}

export type SheetRead = {
  inspection: SheetInspection;
  mapping: SheetMapping;
  // biome-ignore lint/suspicious/noExplicitAny: tests name the fields they look at
  rows: (Omit<LedgerRow, 'fields'> & { fields: any })[];
  accepted: LedgerRow[];
  rejected: LedgerRow[];
  problems: Finding[];
  outcome: ReadingOutcome;
};

/** Opens, recognises and reads every recognised sheet; other sheets have no rows. */
export async function readAll(
  source: string | Buffer,
  name: string,
  corrections: Record<string, MappingCorrection> = {},
): Promise<SheetRead[]> {
  const workbook = await openWorkbook(source, name);
  const { sheets } = await inspectWorkbook(workbook, corrections);
  const read: SheetRead[] = [];
  for (const [index, inspection] of sheets.entries()) {
    const sheet = workbook.sheets[index];
    if (!inspection.recognised || sheet === undefined) continue;
    const reading = readRows(sheet, inspection.mapping);
    const rows: LedgerRow[] = [];
    for await (const row of reading) rows.push(row);
    const rejected = rows.filter(({ accepted }) => !accepted);
    read.push({
      inspection,
      mapping: inspection.mapping,
      rows,
      accepted: rows.filter(({ accepted }) => accepted),
      rejected,
      problems: rejected.flatMap(({ problems }) => problems),
      outcome: reading.outcome(),
    });
  }
  workbook.close();
  return read;
}

/** The first recognised sheet. */
export async function readOne(
  source: string | Buffer,
  name = '台账.xlsx',
  correction?: MappingCorrection,
): Promise<SheetRead> {
  const workbook = await openWorkbook(source, name);
  const first = workbook.sheets[0]?.name ?? '';
  workbook.close();
  const [read] = await readAll(source, name, correction === undefined ? {} : { [first]: correction });
  if (read === undefined) throw new Error('no sheet was recognised');
  return read;
}

export const RECORDS: Table = [
  ['东环路社区“时间银行”服务记录表'],
  ['2018年1月—2019年4月'],
  [
    '序号',
    '服务日期',
    '服务项目',
    '服务类别',
    '志愿者编号',
    '志愿者姓名',
    '服务时长',
    '服务对象',
    '服务人数',
    '核实人',
  ],
  [1, '2019-04-12', '健康义诊', '健康', 'DH0097', '赵桂梅', '1小时', '社区儿童', 1, '院委会'],
  [2, '2018.3.15', '门前三包', '环境治理', 'DH0200', '董秀杰', '90分钟', '院落公共空间', 2, '网格员'],
  [3, '2018年4月19日', '花台维护', '环境治理', 'DH0510', '吴燕桂', 0.5, '社区儿童', 1, '网格员'],
  ['合计', '', '', '', '', '', '3小时', '', 4, ''],
];
