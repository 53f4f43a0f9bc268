import type { Finding } from '../findings.ts';
import { showYuan } from '../values/money.ts';
import type { ReadingPlan } from './reading-plan.ts';
import { refIn } from './reading-plan.ts';

/** A rule over the rows of a whole sheet. What it finds names the row but keeps no row out. */
export type SheetCheck = {
  row(rowNumber: number, fields: Readonly<Record<string, unknown>>): void;
  findings(): Finding[];
};

export function checksOf(plan: ReadingPlan): SheetCheck[] {
  if (plan.mapping.kind === 'fundEntries') return [runningBalance(plan)];
  if (plan.mapping.kind === 'election') return [ballots(plan)];
  return [];
}

/**
 * Each balance is the one before plus income minus spending. A wrong one is reported once: the next row may go on from it
 * as it is written, or from what it should have been.
 */
function runningBalance(plan: ReadingPlan): SheetCheck {
  const found: Finding[] = [];
  const column = plan.fields.find(({ key }) => key === 'balanceFen');
  let before: number | undefined = 0;
  let shouldHaveBeen: number | undefined;
  let isFirst = true;
  return {
    row(row, fields) {
      const { incomeFen, spendingFen, balanceFen } = fields as Record<string, number | undefined>;
      // The first line may bring a balance forward; it moves no money itself.
      const opens = isFirst && incomeFen === undefined && spendingFen === undefined;
      isFirst = false;
      const change = (incomeFen ?? 0) - (spendingFen ?? 0);
      const expected: number | undefined = opens || before === undefined ? balanceFen : before + change;
      const goesOn = shouldHaveBeen !== undefined && balanceFen === shouldHaveBeen + change;
      const differs = balanceFen !== undefined && balanceFen !== expected && !goesOn;
      if (differs && expected !== undefined && column !== undefined) {
        const params = { stated: showYuan(balanceFen), computed: showYuan(expected) };
        const heading = plan.headings.nameOf(column);
        found.push({
          code: 'balanceDiffers',
          severity: 'warning',
          row,
          ref: refIn(column, row),
          heading,
          field: 'balanceFen',
          params,
        });
      }
      shouldHaveBeen = differs ? expected : undefined;
      before = balanceFen ?? expected;
    },
    findings: () => found,
  };
}

/** No more ballots come back than went out, none is valid that did not come back, no one gets more votes than there are. */
function ballots(plan: ReadingPlan): SheetCheck {
  const facts = plan.mapping.facts as Readonly<Record<string, number | undefined>>;
  const { eligibleHouseholds, presentHouseholds, ballotsIssued, ballotsReturned, ballotsValid } = facts;
  const found: Finding[] = [];
  const doubt = (code: Finding['code'], params: Finding['params']) =>
    found.push({ code, severity: 'warning', params });
  if (exceeds(ballotsReturned, ballotsIssued)) {
    doubt('moreBallotsReturnedThanIssued', {
      returned: Number(ballotsReturned),
      issued: Number(ballotsIssued),
    });
  }
  if (exceeds(ballotsValid, ballotsReturned)) {
    doubt('moreValidBallotsThanReturned', {
      valid: Number(ballotsValid),
      returned: Number(ballotsReturned),
    });
  }
  if (exceeds(presentHouseholds, eligibleHouseholds)) {
    doubt('morePresentThanEligible', {
      present: Number(presentHouseholds),
      eligible: Number(eligibleHouseholds),
    });
  }
  const column = plan.fields.find(({ key }) => key === 'votes');
  return {
    row(row, fields) {
      const votes = fields.votes as number | undefined;
      if (!exceeds(votes, ballotsValid) || column === undefined) return;
      const place = {
        row,
        ref: refIn(column, row),
        heading: plan.headings.nameOf(column),
        field: 'votes',
        raw: String(votes),
      };
      found.push({
        code: 'moreVotesThanValidBallots',
        severity: 'warning',
        ...place,
        params: { valid: Number(ballotsValid) },
      });
    },
    findings: () => found,
  };
}

const exceeds = (value: number | undefined, limit: number | undefined): boolean =>
  value !== undefined && limit !== undefined && value > limit;
