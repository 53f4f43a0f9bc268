export * from './findings.ts';
export type { CardType } from './ledgers/cards.ts';
export { LEDGER_KINDS, LEDGERS, type LedgerKind, type RowOf, type SheetFactsOf } from './ledgers/ledgers.ts';
export { messageEn, messageZh, refusalInEach } from './messages.ts';
export type { ColumnInspection } from './recognising/column-inspection.ts';
export { isReasonHeading, REASON_HEADING } from './recognising/headings.ts';
export { inspectSheet, type NotRecognised, type SheetInspection } from './recognising/inspect-sheet.ts';
export { inspectWorkbook, type WorkbookInspection } from './recognising/inspect-workbook.ts';
export type {
  ColumnTarget,
  FactValue,
  MappingCorrection,
  SheetMapping,
} from './recognising/sheet-mapping.ts';
export { sourceKeyOf } from './recognising/source-identity.ts';
export { type Params, REFUSAL_CODES, type RefusalCode, RefusedFileError } from './refusals.ts';
export { type RejectedRows, writeRejects } from './rejects/write-rejects.ts';
export { type LedgerReading, type LedgerRow, type ReadingOutcome, readRows } from './rows/read-rows.ts';
export { SeenKeys } from './rows/seen-keys.ts';
export { dayIn } from './values/dates.ts';
export type { BuildingTime } from './values/decades.ts';
export type { Rating } from './values/ratings.ts';
export type { Schedule, Slot } from './values/schedules.ts';
export { openWorkbook } from './workbook/open-workbook.ts';
export type { Cell, Sheet, SheetRow, Workbook } from './workbook/sheet.ts';
