export * from './drafts.ts';
export * from './operations.ts';
export { RevealedUnit, RevealUnitInput, revealUnit } from './reveal.ts';
export { tallyUnit, Unit } from './unit.ts';
