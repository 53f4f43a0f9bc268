export * from './clock.ts';
export * from './courtyards.ts';
export * from './errors.ts';
export {
  classOf,
  FIELD_CLASSES,
  type FieldClass,
  internal,
  masked,
  personal,
  publicField,
  sensitive,
} from './field-class.ts';
export { ID_NUMBER_FAULTS, type IdNumber, type IdNumberFault, readIdNumber } from './id-number.ts';
export * from './ids.ts';
export { maskDigitsIn, maskNumbersIn, maskPhone } from './masking.ts';
export {
  InEachLanguage,
  inEachLanguage,
  type MessageKey,
  type MessageParams,
  messageOf,
} from './messages.ts';
export * from './other.ts';
export * from './page.ts';
export * from './parse.ts';
export * from './permission.ts';
export * from './roles.ts';
export * from './scope.ts';
export * from './sign-in-ways.ts';
export * from './tally.ts';
