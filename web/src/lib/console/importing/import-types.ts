import type { AnswerOf, Communities } from '../rows.ts';

type Imports = Communities['importing']['imports'];

export type ImportSummary = AnswerOf<Imports>['items'][number];
export type ImportDetail = AnswerOf<Imports[':id']>;
export type Sheet = ImportDetail['sheets'][number];
type Findings = AnswerOf<Imports[':id']['findings']>;
export type Finding = Findings['items'][number];
export type FindingKind = Findings['kinds'][number];
