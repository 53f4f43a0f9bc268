export const FILE_FORMATS = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** The format that an address ends with; undefined for what is none. */
export const fileFormatOf = (param: string): FileFormat | undefined =>
  FILE_FORMATS.find((format) => format === param);

/** The ways out of a table, as its page offers them. */
export type FileHrefs = Record<FileFormat, string>;

/** Where a table is handed out: `path` without its ending, and what its page asks for. */
export const fileHrefs = (path: string, search = ''): FileHrefs => ({
  csv: `${path}.csv${search}`,
  xlsx: `${path}.xlsx${search}`,
});
