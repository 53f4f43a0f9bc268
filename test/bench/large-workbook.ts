import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type WrittenCell,
  type WrittenRow,
  xlsxParts,
} from '../../packages/core/src/spreadsheet/xlsx-writer.ts';
import { zipOf } from '../../packages/core/src/spreadsheet/zip-writer.ts';

const ITEMS = ['独居老人探访', '门前三包', '义务理发', '健康义诊', '430课堂辅导'];
const CATEGORIES = ['助老', '环境治理', '便民', '健康', '助学'];
const DURATIONS = ['1小时', '90分钟', '2 小时', '0.5h', '2.5小时'];

const row = (number: number, texts: readonly string[]): WrittenRow => ({
  number,
  cells: texts.map((text, at): WrittenCell => ({ column: at + 1, text })),
});

async function* serviceRows(rows: number, volunteers: number): AsyncGenerator<WrittenRow> {
  yield row(1, ['时间银行服务记录表']);
  yield row(
    2,
    '序号 服务日期 服务项目 服务类别 志愿者编号 志愿者姓名 服务时长 服务对象 服务人数 核实人'.split(' '),
  );
  for (let i = 0; i < rows; i++) {
    const volunteer = i % volunteers;
    const day = `201${8 + (i % 2)}.${1 + (i % 12)}.${1 + (i % 28)}`;
    const what = [ITEMS[i % 5] as string, CATEGORIES[i % 5] as string];
    const who = [`ZY${String(volunteer).padStart(5, '0')}`, `志愿者${volunteer}`];
    yield row(i + 3, [
      String(i + 1),
      day,
      ...what,
      ...who,
      DURATIONS[i % 5] as string,
      '院落居民',
      '1',
      '网格员',
    ]);
  }
}

async function* volunteerRows(volunteers: number): AsyncGenerator<WrittenRow> {
  yield row(1, ['志愿者编号', '姓名', '手机号码', '注册时间']);
  for (let i = 0; i < volunteers; i++) {
    yield row(i + 2, [
      `ZY${String(i).padStart(5, '0')}`,
      `志愿者${i}`,
      `1990200${String(i).padStart(4, '0')}`,
      '2017.1.1',
    ]);
  }
}

/** A workbook of service records by so many volunteers, written as a stream. */
export const writeServiceLedger = (path: string, rows: number, volunteers: number) =>
  writeSheet(path, '服务记录', serviceRows(rows, volunteers));

export const writeRoster = (path: string, volunteers: number) =>
  writeSheet(path, '志愿者', volunteerRows(volunteers));

const writeSheet = (path: string, name: string, rows: AsyncIterable<WrittenRow>) =>
  pipeline(Readable.from(zipOf(xlsxParts([{ name, rows }]))), createWriteStream(path));
