import { RefusedFileError } from '../refusals.ts';
import { readXml } from './xml-events.ts';
import { attributesOf } from './xml-text.ts';
import type { ZipPackage } from './zip-package.ts';

export type SheetPart = { readonly name: string; readonly hidden: boolean; readonly part: string };
export type WorkbookParts = {
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
  readonly since1904: boolean;
};

const MAX_SHEETS = 200;

/** Finds the parts of a workbook by its relationships, as the format asks, never by guessing file names. */
export async function readWorkbookParts(zip: ZipPackage): Promise<WorkbookParts> {
  const workbook = await findWorkbook(zip);
  const relations = await readRelations(zip, workbook);
  const sheets: SheetPart[] = [];
  let since1904 = false;
  await readXml(zip.bytes(workbook), workbook, {
    open(name, written) {
      if (name !== 'workbookPr' && name !== 'sheet') return;
      const attributes = attributesOf(written);
      if (name === 'workbookPr') {
        since1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
        return;
      }
      const relation = relations.find(({ id }) => id === attributes.id);
      // Charts and dialogs are sheets too, of another type: they hold no rows.
      if (relation?.type.endsWith('/worksheet') !== true) return;
      if (sheets.length >= MAX_SHEETS) throw new RefusedFileError('tooManySheets', { limit: MAX_SHEETS });
      const hidden = /hidden/i.test(attributes.state ?? '');
      sheets.push({ name: attributes.name ?? '', hidden, part: existing(zip, relation.target) });
    },
  });
  const partOf = (type: string) => {
    const target = relations.find((relation) => relation.type.endsWith(type))?.target;
    return target === undefined ? undefined : zip.find(target);
  };
  return { sheets, sharedStrings: partOf('/sharedStrings'), styles: partOf('/styles'), since1904 };
}

type Relation = { id: string; type: string; target: string };

async function findWorkbook(zip: ZipPackage): Promise<string> {
  const root = zip.find('_rels/.rels');
  const found = root === undefined ? [] : await readRelations(zip, '');
  const main = found.find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  const part = zip.find(main);
  if (part === undefined || !/\.xml$/i.test(part) || !/(^|\/)xl\//i.test(part)) {
    throw new RefusedFileError('packedFile');
  }
  return part;
}

async function readRelations(zip: ZipPackage, owner: string): Promise<Relation[]> {
  const folder = owner.slice(0, owner.lastIndexOf('/') + 1);
  const part = zip.find(`${folder}_rels/${owner.slice(folder.length)}.rels`);
  if (part === undefined) throw new RefusedFileError('packedFile');
  const relations: Relation[] = [];
  await readXml(zip.bytes(part), part, {
    open(name, written) {
      if (name !== 'Relationship') return;
      const { Id = '', Type = '', Target = '', TargetMode } = attributesOf(written);
      if (TargetMode === 'External') return;
      relations.push({ id: Id, type: Type, target: resolved(folder, Target) });
    },
  });
  return relations;
}

const resolved = (folder: string, target: string): string =>
  new URL(target, `file:///${folder}`).pathname.split('/').slice(1).map(decodeURIComponent).join('/');

function existing(zip: ZipPackage, target: string): string {
  const part = zip.find(target);
  if (part === undefined) throw new RefusedFileError('brokenArchive', { part: target });
  return part;
}
