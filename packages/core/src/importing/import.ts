import { z } from 'zod';
import { InEachLanguage, internal, personal } from '../kernel/index.ts';
import { FindingCount } from './finding.ts';
import { LEDGER_KINDS } from './ledger-files/index.ts';

/**
 * The life of an import. `collecting` takes files; `needsMapping` has a sheet that nobody has said the ledger of;
 * preflight writes nothing to the community; `ready` can be run; what is `done` can be undone while nothing depends on it.
 */
export const IMPORT_STATES = [
  'collecting',
  'needsMapping',
  'preflighting',
  'ready',
  'running',
  'done',
  'failed',
  'undoing',
  'undone',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Work that the jobs process does for an import, one at a time. */
export const IMPORT_JOBS = ['preflight', 'run', 'undo'] as const;
export type ImportJob = (typeof IMPORT_JOBS)[number];

// Names by which a file, a sheet or a source is found again are handed out as they are: a changed one would name nothing.
export const ImportFile = z.object({
  id: internal(z.string()),
  name: internal(z.string(), 'none'),
  bytes: internal(z.number().int()),
  /** Why the whole file was refused; absent when it could be read. */
  refusal: internal(InEachLanguage.optional()),
  /** Removed because it named somebody whose data were erased: what came of it stays, the workbook is gone. */
  erased: internal(z.boolean().optional()),
});
export type ImportFile = z.infer<typeof ImportFile>;

/** A column of a sheet: its letters, its heading as the file has it, and the field it is read as. */
export const ImportSheetColumn = z.object({
  column: internal(z.string()),
  heading: internal(z.string(), 'none'),
  field: internal(z.string().optional()),
  required: internal(z.boolean()),
  samples: personal(z.array(z.string())),
});

const ControlTotal = z.object({
  field: internal(z.string()),
  heading: internal(z.string(), 'none'),
  ref: internal(z.string()),
  stated: internal(z.number()),
  computed: internal(z.number()),
  /** Cells of the column that could not be read and are missing from `computed`. */
  unread: internal(z.number().int()),
  matches: internal(z.boolean()),
});

/** How a sheet is read; what a person corrects is remembered for the community by the words of the headings. */
export const Mapping = z.object({
  kind: internal(z.enum(LEDGER_KINDS)),
  headerRow: internal(z.number().int().min(1).max(1000)),
  headerRows: internal(z.union([z.literal(1), z.literal(2)])),
  /** Field or `ignore`, by column letters. */
  columns: internal(z.record(z.string(), z.string())),
  facts: internal(z.record(z.string(), z.union([z.string(), z.number()]))),
  sourceLabel: internal(z.string().min(1).max(200), 'none'),
});

export const ImportSheet = z.object({
  id: internal(z.string()),
  importId: internal(z.string()),
  fileId: internal(z.string()),
  fileName: internal(z.string(), 'none'),
  name: internal(z.string(), 'none'),
  /** Which ledger it is; absent while nobody can tell. */
  kind: internal(z.enum(LEDGER_KINDS).optional()),
  mapping: internal(Mapping.optional()),
  /** Why it was not recognised. */
  reason: internal(z.string().optional()),
  /** 0–1. */
  confidence: internal(z.number()),
  title: internal(z.string(), 'none'),
  columns: internal(z.array(ImportSheetColumn)),
  unknownColumns: internal(z.array(z.string())),
  fingerprint: internal(z.string()),
  sourceKey: internal(z.string().optional(), 'none'),
  /** Left out by hand: this sheet is not imported. */
  ignore: internal(z.boolean()),
  rowsTotal: internal(z.number().int()),
  rowsReady: internal(z.number().int()),
  rowsRejected: internal(z.number().int()),
  warnings: internal(z.number().int()),
  /** What preflight found, counted by kind, the most urgent first. */
  found: internal(z.array(FindingCount)),
  inserted: internal(z.number().int()),
  updated: internal(z.number().int()),
  unchanged: internal(z.number().int()),
  controlTotals: internal(z.array(ControlTotal)),
});
export type ImportSheet = z.infer<typeof ImportSheet>;

export const Import = z.object({
  id: internal(z.string()),
  state: internal(z.enum(IMPORT_STATES)),
  createdAt: internal(z.string()),
  createdBy: internal(z.string()),
  files: internal(z.array(ImportFile)),
  /** Rows handled and to be handled by the work under way; `label` is the sheet in hand. */
  progress: internal(z.object({ done: z.number().int(), total: z.number().int(), label: z.string() })),
  /** Why the last piece of work stopped. */
  failure: internal(InEachLanguage.optional()),
});
export type Import = z.infer<typeof Import>;

export const ImportDetail = Import.extend({ sheets: z.array(ImportSheet) });
export type ImportDetail = z.infer<typeof ImportDetail>;
