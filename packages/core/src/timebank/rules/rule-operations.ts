import { recordChange } from '../../audit/index.ts';
import {
  idFrom,
  LinliError,
  notFound,
  type PlainDate,
  parse,
  plainDateOf,
  requireCourtyards,
  requirePermission,
  type Scope,
} from '../../kernel/index.ts';
import { contentHash, provenance, view, write } from '../../table/index.ts';
import { draftPointsRule } from '../drafts.ts';
import { PointsRules } from '../entities.ts';
import { openingRule, PointsRule, PointsRuleDetail, ruleOn, stateOf } from './rule.ts';
import { PointsRuleInput, requireNotBefore, requireSound } from './rule-input.ts';

type StoredRule = PointsRule & { askedHash?: string | undefined };

/** Every rule that a community has had, in no order: a handful. One query. */
export async function storedRules(
  { table, tenantId }: Scope,
  options: { consistent?: boolean } = {},
): Promise<StoredRule[]> {
  const rules: StoredRule[] = [];
  for await (const { askedHash, ...rule } of table.each(
    PointsRules,
    PointsRules.query.byId({ tenantId }),
    options,
  ))
    rules.push({ ...PointsRule.parse(rule), askedHash });
  return rules;
}

/** The rule by which points move today; undefined in a community that has none yet, where nothing is limited. */
export const ruleOfToday = async (scope: Scope): Promise<PointsRule | undefined> =>
  ruleOn(await storedRules(scope), plainDateOf(scope.now));

/** Oldest first. The same in every courtyard. */
export async function listPointsRules(scope: Scope): Promise<PointsRuleDetail[]> {
  requireCourtyards(scope, 'timebank:read');
  const rules = await storedRules(scope);
  return rules
    .map((rule) => detailOf(rule, rules, plainDateOf(scope.now)))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

export async function getPointsRule(
  scope: Scope,
  id: string,
  options: { consistent?: boolean } = {},
): Promise<PointsRuleDetail> {
  requireCourtyards(scope, 'timebank:read');
  const rules = await storedRules(scope, options);
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw notFound('rule');
  return detailOf(rule, rules, plainDateOf(scope.now));
}

const detailOf = (rule: PointsRule, rules: readonly PointsRule[], today: PlainDate): PointsRuleDetail =>
  view(PointsRuleDetail, { ...rule, state: stateOf(rule, rules, today) });

/** Somebody else may set a rule for the same day at the same moment; and once more after that is told. */
const TRIES = 3;

/**
 * Sets a rule from today or a later day on; nothing already posted changes. Its id follows from its day and from how many
 * rules of that day were withdrawn before, so that a day has one rule whoever writes first. The same key again answers with
 * the rule as it was set. Throws `conflict` for a day that has a rule, `invalid` for a day before today.
 */
export async function addPointsRule(
  scope: Scope,
  input: PointsRuleInput & { key: string },
): Promise<PointsRule> {
  requirePermission(scope, 'timebank:write');
  const terms = parse(PointsRuleInput, input);
  requireSound(terms);
  const askedHash = contentHash({ key: input.key, terms });
  for (let tries = 1; tries <= TRIES; tries++) {
    const ofDay = (await storedRules(scope, { consistent: true })).filter(({ from }) => from === terms.from);
    const set = ofDay.find((rule) => rule.askedHash === askedHash);
    if (set !== undefined) return view(PointsRule, { ...set, withdrawnAt: undefined });
    if (ofDay.some(({ withdrawnAt }) => withdrawnAt === undefined)) throw dayTaken(terms.from);
    requireNotBefore(plainDateOf(scope.now), terms);
    const id = idFrom('rule', scope.tenantId, 'from', terms.from, String(ofDay.length));
    if (await inserted(scope, { ...terms, id }, askedHash)) return view(PointsRule, { ...terms, id });
  }
  throw dayTaken(terms.from);
}

const dayTaken = (date: PlainDate) =>
  new LinliError('conflict', 'ruleDateTaken', { field: 'from', params: { date } });

async function inserted(scope: Scope, rule: PointsRule, askedHash: string): Promise<boolean> {
  const { id, ...after } = rule;
  const taken = dayTaken(rule.from);
  try {
    await scope.table.commit([
      write(PointsRules.create({ ...rule, ...provenance(scope), askedHash }), taken),
      recordChange(scope, { action: 'create', noun: 'pointsRule', id, after }),
    ]);
    return true;
  } catch (error) {
    if (error !== taken) throw error;
    return false;
  }
}

/**
 * Takes back a rule that has not begun. It stays to be seen, and its day is free for another; the same again answers with
 * the same. Throws `conflict` for one that is or was in force.
 */
export async function withdrawPointsRule(scope: Scope, id: string): Promise<PointsRuleDetail> {
  requirePermission(scope, 'timebank:write');
  const { tenantId, table, now } = scope;
  const rule = await getPointsRule(scope, id, { consistent: true });
  if (rule.state === 'withdrawn') return rule;
  if (rule.state !== 'coming') throw new LinliError('conflict', 'ruleBegun');
  const again = new LinliError('conflict', 'alreadyChanged');
  const withdrawn = PointsRules.patch({ tenantId, id })
    .set({ withdrawnAt: now })
    .where(({ withdrawnAt }, { notExists }) => notExists(withdrawnAt));
  try {
    await table.commit([
      write(withdrawn, again),
      recordChange(scope, { action: 'withdraw', noun: 'pointsRule', id }),
    ]);
  } catch (error) {
    if (error !== again) throw error;
    return getPointsRule(scope, id, { consistent: true });
  }
  return { ...rule, withdrawnAt: now, state: 'withdrawn' };
}

/** Puts the opening rule in place for a new community; leaves any rule it already has alone. */
export async function ensureOpeningRule(scope: Scope): Promise<PointsRule> {
  requirePermission(scope, 'timebank:write');
  const { id, from } = openingRule(scope.tenantId);
  const existing = (await storedRules(scope)).find((rule) => rule.id === id && rule.from === from);
  if (existing !== undefined) return existing;
  const opening = openingRule(scope.tenantId);
  const by = {
    tenantId: scope.tenantId,
    importId: 'opening',
    source: 'opening',
    row: 0,
    now: scope.now,
    by: scope.actor.id,
  };
  const there = new LinliError('conflict', 'alreadyChanged');
  const { id: _, ...after } = opening;
  try {
    await scope.table.commit([
      write(draftPointsRule(opening, by).insert, there),
      recordChange(scope, { action: 'create', noun: 'pointsRule', id: opening.id, after }),
    ]);
  } catch (error) {
    // Two may set the same community up at once; either rule is this one.
    if (error !== there) throw error;
  }
  return opening;
}
