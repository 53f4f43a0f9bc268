import type { AnswerOf, Communities } from './rows.ts';

/** A part of Linli that a community uses or does not; named as its domain is. */
export type Module = AnswerOf<Communities>['modules'][number];
