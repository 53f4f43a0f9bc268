export { discardImports } from './discard.ts';
export { type Files, importFileKey, UPLOAD_LIFE_SECONDS, type UploadTarget } from './files.ts';
export { FindingCode, FindingsPage } from './finding.ts';
export { listFindings } from './findings.ts';
export { forgetInImports, whileImportsRest } from './forget.ts';
export { Import, ImportDetail, ImportFile, ImportSheet, ImportSheetColumn } from './import.ts';
export { addFile, removeFile } from './intake.ts';
export type { JobTools } from './job/tools.ts';
export { jobWanted, unfinishedImports } from './job/wanted.ts';
export { giveUpImportJob, type JobOutcome, runImportJob } from './job/work.ts';
export { LEDGER_NOUNS } from './landing/plan.ts';
export { dayIn } from './ledger-files/index.ts';
export { listInFile } from './list-in-file.ts';
export { onboardedBy } from './onboarding.ts';
export {
  correctMapping,
  createImport,
  getImport,
  listImports,
  MappingInput,
  requestPreflight,
  requestRun,
  requestUndo,
} from './operations.ts';
export { rejectedRows } from './rejects.ts';
export { createUpload, takeUpload, Upload, UploadInput } from './uploads.ts';
