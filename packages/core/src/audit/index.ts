export type { Fields } from './changes.ts';
export { type Change, recordChange } from './record-change.ts';
export { AUDIT_ACTIONS, AUDIT_NOUNS, type AuditAction, type AuditNoun } from './words.ts';
