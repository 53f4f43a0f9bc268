export { CONSENT_TEXTS, Consent, ConsentText } from './consent.ts';
export { ConsentInput, consentText, giveConsent, listConsents, withdrawConsent } from './consents.ts';
export { EraseInput, Erasure, erasePerson } from './erasure.ts';
export { ExportInput, exportPerson, PersonExport } from './export.ts';
export { type ClassedField, fieldsOf, NOUNS } from './nouns.ts';
