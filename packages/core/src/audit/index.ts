export type { AuditEntry, OwnAuditEntry } from './audit-entry.ts';
export type { Fields } from './changes.ts';
export { forgetDistrictWords, forgetWords } from './forget.ts';
export { AuditEntryInWords, entryInWords, idsSaid, OwnAuditEntryInWords } from './in-words.ts';
export {
  AuditQuery,
  listAudit,
  listAuditAbout,
  listDistrictAudit,
  listOwnAudit,
} from './list-audit.ts';
export { type Change, recordChange } from './record-change.ts';
export { type Anchor, sealEvents } from './sealing.ts';
export { AuditVerification } from './verification.ts';
export { verifyAudit, verifyDistrictAudit } from './verify-audit.ts';
export { AUDIT_ACTIONS, AUDIT_NOUNS, type AuditAction, type AuditNoun } from './words.ts';
