import type { Draft, DraftSource, Known } from '../../table/index.ts';
import { dayYetToCome } from '../landing/days.ts';
import type { Landing, LandingFinding, LandingRow, SheetEnd } from '../landing/landing.ts';
import { PLANS } from '../landing/plan.ts';
import type { LedgerRow } from '../ledger-files/index.ts';
import type { World } from '../world.ts';
import type { ActiveSheet } from './sheet-rows.ts';

/**
 * What is to be done with one record: put in, replace, or leave because it says the same already; `again` is a service
 * record that another row of this import has brought, whose points have been counted.
 */
export type Action =
  | { what: 'insert'; draft: Draft }
  | { what: 'amend'; draft: Draft; was: Known }
  | { what: 'same' | 'again'; draft: Draft; was: Known };

type AcceptedRow = Extract<LedgerRow, { accepted: true }>;

export type Judgement =
  | { accepted: false; findings: LandingFinding[] }
  | { accepted: true; actions: Action[]; findings: LandingFinding[] };

/**
 * Decides what a readable row does to the community, and lets the rows after it see the outcome. Preflight and run ask
 * the same function, so that what preflight says is what run does.
 */
export function judge(row: AcceptedRow, sheet: ActiveSheet, world: World, at: DraftSource): Judgement {
  const early = dayYetToCome({ kind: sheet.kind, fields: row.fields, facts: sheet.mapping.facts }, at.now);
  if (early !== undefined) return { accepted: false, findings: [early] };

  const land = PLANS[sheet.kind].land as Landing<never>;
  const { drafts, findings } = land(
    { ...row, facts: sheet.mapping.facts } as unknown as LandingRow<never>,
    world,
    at,
  );
  if (findings.some(({ severity }) => severity === 'problem')) return { accepted: false, findings };

  const place = { file: sheet.fileName, row: at.row };
  const twice = drafts.flatMap((draft) => world.posted.alreadyTaken(draft) ?? []);
  if (twice.some(({ severity }) => severity === 'problem')) return { accepted: false, findings: twice };
  const actions = drafts.map((draft) => decide(draft, world, at.importId));
  for (const draft of drafts) world.posted.take(draft, place);
  return { accepted: true, actions, findings: [...findings, ...twice] };
}

/** What the sheet as a whole adds once its rows are read. */
export function judgeEnd(sheet: ActiveSheet, world: World, at: DraftSource): Action[] {
  const end = PLANS[sheet.kind].end as SheetEnd<never> | undefined;
  const drafts = end?.(sheet.mapping.facts as never, world, at) ?? [];
  return drafts.map((draft) => decide(draft, world, at.importId));
}

function decide(draft: Draft, world: World, importId: string): Action {
  const was = world.knownOf(draft);
  world.remember(draft);
  world.written(draft, importId);
  if (was === undefined) return { what: 'insert', draft };
  if (world.posted.has(draft)) return { what: 'again', draft, was };
  return was.hash === draft.hash ? { what: 'same', draft, was } : { what: 'amend', draft, was };
}
