/** Why a whole file is refused: a closed list. Each has a sentence in both languages in `messages.ts`. */
export const REFUSAL_CODES = [
  'emptyFile',
  'notASpreadsheet',
  'packedFile',
  'binaryWorkbook',
  'unknownFormat',
  'encryptedOrOldFormat',
  'encryptedFile',
  'macros',
  'zipBomb',
  'brokenArchive',
  'brokenXml',
  'brokenCsv',
  'unknownEncoding',
  'declaresEntities',
  'cellTooLong',
  'tooManyColumns',
  'tooManyRows',
  'tooManySheets',
  'tooManyMerges',
  'tooMuchText',
  'nothingToRead',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

export type Params = Readonly<Record<string, string | number>>;

/** The file cannot be read at all. Nothing else is thrown on purpose while a workbook is read. */
export class RefusedFileError extends Error {
  readonly code: RefusalCode;
  readonly params: Params;

  constructor(code: RefusalCode, params: Params = {}, cause?: unknown) {
    super(`file refused: ${code}`, { cause });
    this.name = 'RefusedFileError';
    this.code = code;
    this.params = params;
  }
}
