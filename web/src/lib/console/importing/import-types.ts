import type { AnswerOf, Communities } from '../rows.ts';

type Imports = Communities['importing']['imports'];

export type ImportSummary = AnswerOf<Imports>['items'][number];
export type ImportDetail = AnswerOf<Imports[':id']>;
export type Sheet = ImportDetail['sheets'][number];
export type Finding = AnswerOf<Imports[':id']['findings']>['items'][number];
