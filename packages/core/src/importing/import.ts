import { z } from 'zod';
import { InEachLanguage } from '../kernel/index.ts';
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

export const ImportFile = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  /** Why the whole file was refused; absent when it could be read. */
  refusal: InEachLanguage.optional(),
});
export type ImportFile = z.infer<typeof ImportFile>;

/** A column of a sheet: its letters, its heading as the file has it, and the field it is read as. */
const Column = z.object({
  column: z.string(),
  heading: z.string(),
  field: z.string().optional(),
  required: z.boolean(),
  samples: z.array(z.string()),
});

const ControlTotal = z.object({
  field: z.string(),
  heading: z.string(),
  ref: z.string(),
  stated: z.number(),
  computed: z.number(),
  /** Cells of the column that could not be read and are missing from `computed`. */
  unread: z.number().int(),
  matches: z.boolean(),
});

/** How a sheet is read; what a person corrects is remembered for the community by the words of the headings. */
export const Mapping = z.object({
  kind: z.enum(LEDGER_KINDS),
  headerRow: z.number().int().min(1).max(1000),
  headerRows: z.union([z.literal(1), z.literal(2)]),
  /** Field or `ignore`, by column letters. */
  columns: z.record(z.string(), z.string()),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  sourceLabel: z.string().min(1).max(200),
});

export const ImportSheet = z.object({
  id: z.string(),
  importId: z.string(),
  fileId: z.string(),
  fileName: z.string(),
  name: z.string(),
  /** Which ledger it is; absent while nobody can tell. */
  kind: z.enum(LEDGER_KINDS).optional(),
  mapping: Mapping.optional(),
  /** Why it was not recognised. */
  reason: z.string().optional(),
  /** 0–1. */
  confidence: z.number(),
  title: z.string(),
  columns: z.array(Column),
  unknownColumns: z.array(z.string()),
  fingerprint: z.string(),
  sourceKey: z.string().optional(),
  /** Left out by hand: this sheet is not imported. */
  ignore: z.boolean(),
  rowsTotal: z.number().int(),
  rowsReady: z.number().int(),
  rowsRejected: z.number().int(),
  warnings: z.number().int(),
  /** What preflight found, counted by kind, the most urgent first. */
  found: z.array(FindingCount),
  inserted: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  controlTotals: z.array(ControlTotal),
});
export type ImportSheet = z.infer<typeof ImportSheet>;

export const Import = z.object({
  id: z.string(),
  state: z.enum(IMPORT_STATES),
  createdAt: z.string(),
  createdBy: z.string(),
  files: z.array(ImportFile),
  /** Rows handled and to be handled by the work under way; `label` is the sheet in hand. */
  progress: z.object({ done: z.number().int(), total: z.number().int(), label: z.string() }),
  /** Why the last piece of work stopped. */
  failure: InEachLanguage.optional(),
});
export type Import = z.infer<typeof Import>;

export const ImportDetail = Import.extend({ sheets: z.array(ImportSheet) });
export type ImportDetail = z.infer<typeof ImportDetail>;
