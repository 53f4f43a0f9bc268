import { describe, expect, it } from 'vitest';
import { type Cell, openWorkbook } from '../../../packages/core/src/importing/ledger-files/index.ts';
import { rawWorkbook } from './support/sheets.ts';

async function cellsOf(source: Buffer): Promise<Cell[]> {
  const workbook = await openWorkbook(source, 'x.xlsx');
  const cells: Cell[] = [];
  for (const sheet of workbook.sheets) for await (const row of sheet.rows()) cells.push(...row.cells);
  return cells;
}

const rows = (xml: string, after = '') =>
  `<x:worksheet xmlns:x="m"><x:sheetData>${xml.replace(/<(\/?)(row|c|v|is|t|r|f|rPh)(?=[\s>/])/g, '<$1x:$2')}</x:sheetData>${after}</x:worksheet>`;
const texts = async (source: Promise<Buffer>) =>
  (await cellsOf(await source)).map(({ ref, text }) => `${ref}=${text}`);

const STYLES = `<styleSheet><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="#,##0.00&quot;day&quot;;[Red]-0.00"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="31"/></cellXfs></styleSheet>`;

describe('a workbook', () => {
  it('reads every way a text is stored', async () => {
    const strings =
      '<sst><si><t>共享</t></si><si><r><t>富</t></r><r><t>文本</t></r><rPh><t>fuwenben</t></rPh></si></sst>';
    const xml = rows(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>内&amp;联_x000A_行</t></is></c><c r="D1" t="str"><f>A1</f><v>公式</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#N/A</v></c><c r="G1" t="s"/></row>',
    );
    expect(await texts(rawWorkbook(xml, { strings }))).toEqual([
      'A1=共享',
      'B1=富文本',
      'C1=内&联\n行',
      'D1=公式',
      'E1=TRUE',
      'F1=#N/A',
    ]);
  });

  it('makes one sign of two escapes, and keeps no half of one', async () => {
    const xml = rows(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>_xD83C__xDF51_桃</t></is></c><c r="B1" t="inlineStr"><is><t>半_xD83C_个</t></is></c></row>',
    );
    expect(await texts(rawWorkbook(xml))).toEqual(['A1=🍑桃', 'B1=半\ufffd个']);
  });

  it('knows dates from numbers by their format, built in or custom', async () => {
    const xml = rows(
      '<row r="1"><c r="A1" s="1"><v>43567</v></c><c r="B1" s="2"><v>43567.75</v></c><c r="C1" s="3"><v>43567</v></c><c r="D1" s="4"><v>0.0625</v></c><c r="E1" s="5"><v>43567</v></c><c r="F1"><v>1746.8000000000002</v></c></row>',
    );
    expect(await texts(rawWorkbook(xml, { styles: STYLES }))).toEqual([
      'A1=2019-04-12',
      'B1=2019-04-12',
      'C1=43567',
      'D1=1:30',
      'E1=2019-04-12',
      'F1=1746.8',
    ]);
  });

  it('counts days from 1904 where it says so', async () => {
    const xml = rows('<row r="1"><c r="A1" s="1"><v>42105</v></c></row>');
    expect(
      await texts(rawWorkbook(xml, { styles: STYLES, workbookPr: '<workbookPr date1904="1"/>' })),
    ).toEqual(['A1=2019-04-12']);
  });

  it('fills merged ranges from their first cell, though they stand after the rows', async () => {
    const merges = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/></mergeCells>';
    const xml = rows(
      '<row r="1"><c r="A1"><v>7</v></c><c r="B1"/></row><row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>',
      merges,
    );
    const cells = await cellsOf(await rawWorkbook(xml));
    expect(cells.map(({ ref, text, filled }) => `${ref}=${text}${filled ? '*' : ''}`)).toEqual([
      'A1=7',
      'B1=7*',
      'C1=7*',
      'A2=1',
      'A3=1*',
      'B3=2',
    ]);
  });

  it('gives rows and cells their place where the file leaves it out', async () => {
    expect(
      await texts(rawWorkbook(rows('<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'))),
    ).toEqual(['A1=1', 'B1=2', 'A2=3']);
  });

  it('can be read again and again, and left in the middle', async () => {
    const workbook = await openWorkbook(
      await rawWorkbook(
        rows(Array.from({ length: 50 }, (_, n) => `<row r="${n + 1}"><c><v>${n}</v></c></row>`).join('')),
      ),
      'x.xlsx',
    );
    const sheet = workbook.sheets[0];
    for (let time = 0; time < 3; time += 1) {
      let seen = 0;
      for await (const _ of sheet?.rows() ?? []) {
        seen += 1;
        if (time === 1 && seen === 5) break;
      }
      expect(seen).toBe(time === 1 ? 5 : 50);
    }
    expect(await sheet?.countRows()).toBe(50);
  });
});
