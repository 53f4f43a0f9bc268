export * from './clock.ts';
export * from './courtyards.ts';
export * from './errors.ts';
export * from './ids.ts';
export {
  InEachLanguage,
  inEachLanguage,
  type MessageKey,
  type MessageParams,
  messageOf,
} from './messages.ts';
export * from './page.ts';
export * from './parse.ts';
export * from './permission.ts';
export * from './roles.ts';
export * from './scope.ts';
export * from './tally.ts';
