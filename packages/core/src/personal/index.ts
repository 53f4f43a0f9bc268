export { type ClassedField, fieldsOf, NOUNS } from './nouns.ts';
