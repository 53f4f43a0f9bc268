export * from './drafts.ts';
export * from './operations.ts';
export { tallyUnit, Unit } from './unit.ts';
