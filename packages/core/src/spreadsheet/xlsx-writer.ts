import { columnLetters } from './references.ts';
import { serialOfDate } from './serial-dates.ts';
import type { ZipPart } from './zip-writer.ts';

export type WrittenRow = { readonly number: number; readonly cells: readonly WrittenCell[] };
/** `number` or `date` (`YYYY-MM-DD`) is stored in place of the text where there is one, so that it can be reckoned with. */
export type WrittenCell = {
  /** 1-based: column A is 1. */
  readonly column: number;
  readonly text: string;
  readonly number?: number;
  readonly date?: string;
};
export type WrittenSheet = { readonly name: string; readonly rows: AsyncIterable<WrittenRow> };

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const DATE_STYLE = 1;
const PLAIN_TEXT_STYLE = 2;

/** The parts of a workbook whose sheets are streamed. Texts are stored as texts: no cell can become a formula. */
export async function* xlsxParts(sheets: readonly WrittenSheet[]): AsyncGenerator<ZipPart> {
  const numbers = sheets.map((_, index) => index + 1);
  yield part('[Content_Types].xml', contentTypes(numbers));
  yield part('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
  yield part('xl/workbook.xml', workbook(sheets));
  yield part(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...numbers.map((n) => ['worksheet', `worksheets/sheet${n}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  );
  yield part('xl/styles.xml', STYLES);
  for (const [index, sheet] of sheets.entries()) {
    yield { name: `xl/worksheets/sheet${index + 1}.xml`, content: sheetXml(sheet.rows) };
  }
}

async function* sheetXml(rows: AsyncIterable<WrittenRow>): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;
  for await (const { number, cells } of rows) {
    yield `<row r="${number}">${cells.map((cell) => cellXml(cell, number)).join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function cellXml({ column, text, number, date }: WrittenCell, row: number): string {
  const r = `${columnLetters(column)}${row}`;
  if (date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date))
    return `<c r="${r}" s="${DATE_STYLE}"><v>${serialOfDate(date)}</v></c>`;
  if (number !== undefined) return `<c r="${r}"><v>${number}</v></c>`;
  // Marked as text as well, so that it stays one when someone edits the cell or saves the sheet as CSV.
  const style = /^[=+\-@\t\r]/.test(text) ? ` s="${PLAIN_TEXT_STYLE}"` : '';
  return `<c r="${r}" t="inlineStr"${style}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters but tab and line ends, and halves of surrogate pairs: XML has no way to write them. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;

/** What XML cannot hold is left out; what looks like the format's own escapes is escaped. */
const escaped = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(FORBIDDEN, '')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function workbook(sheets: readonly WrittenSheet[]): string {
  const list = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list.join('')}</sheets></workbook>`;
}

function contentTypes(sheets: readonly number[]): string {
  const parts = sheets.map(
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${parts.join('')}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

const part = (name: string, xml: string): ZipPart => ({ name, content: once(xml) });

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
