import type { PlantedBug } from '../battery.ts';

const POINTS = 'packages/core/src/timebank/points';
const ORDERS = 'packages/core/src/timebank/orders';

/** What has gone wrong in other people's ledgers. */
export const PLANTED: readonly PlantedBug[] = [
  {
    name: 'every try has a new id',
    file: `${POINTS}/entry-operations.ts`,
    find: 'const id = entryIdOf(scope, key);',
    plant: 'const id = entryIdOf(scope, `${key} ${Math.random()}`);',
  },
  {
    name: 'an entry is put, whether it is there or not',
    file: `${POINTS}/entry-operations.ts`,
    find: 'return PointsEntries.create(',
    plant: 'return PointsEntries.put(',
  },
  {
    name: 'something else under the same key is answered with what was done',
    file: `${POINTS}/entry-operations.ts`,
    find: 'if (stored.askedHash !== contentHash({ asked }))',
    plant: "if (stored.askedHash === '')",
  },
  {
    name: 'the same again is answered with what has become of it',
    file: `${POINTS}/entry-operations.ts`,
    find: '  return view(PointsEntry, stored);',
    plant: '  return view(PointsEntryDetail, stored);',
  },
  {
    name: 'a correction does not take back what it corrects',
    file: `${POINTS}/entry-operations.ts`,
    find: '[...(undone?.postings ?? []), ...entry.postings]',
    plant: '[...entry.postings]',
  },
  {
    name: 'what is put aside can be spent',
    file: `${POINTS}/entry.ts`,
    find: "if (part === 'held') move.held += amount;",
    plant: "if (part === 'held') move.points += amount;",
  },
  {
    name: 'a hold is ended as often as somebody asks',
    file: `${POINTS}/hold-operations.ts`,
    find: '  return [write(closed, refusal), write(OpenHolds.remove({ tenantId, holdUntil, id }), refusal)];',
    plant: '  void [closed, refusal, OpenHolds];\n  return [];',
  },
  {
    name: 'a hold that has run out is captured',
    file: `${POINTS}/hold-operations.ts`,
    find: 'closing(scope, hold, input.key, scope.now)',
    plant: 'closing(scope, hold, input.key)',
  },
  {
    name: 'a hold is released before it has run out',
    file: `${POINTS}/hold-operations.ts`,
    find: '.lte({ holdUntil: now })',
    plant: '.gte({ holdUntil: now })',
  },
  {
    name: 'an entry is taken back under any id',
    file: `${POINTS}/reversal-operations.ts`,
    find: '`reversal ${entryId}`',
    plant: '`reversal ${entryId} ${Math.random()}`',
  },
  {
    name: 'a passbook leaves out holds',
    file: `${POINTS}/passbook-operations.ts`,
    find: "newImage?.['__edb_e__'] === 'account' &&",
    plant: "newImage?.['__edb_e__'] === 'account' && !newImage['pointsHeld'] &&",
  },
  {
    name: 'an account gives what it does not have',
    file: 'packages/core/src/timebank/account-move.ts',
    find: '...(points < 0 ? [gte(account.pointsBalance, -points)] : []),',
    plant: '...(points < 0 ? [gte(account.lineCount, 0)] : []),',
  },
  {
    name: 'an account is set to what moved it',
    file: 'packages/core/src/timebank/account-move.ts',
    find: 'Accounts.patch(key).add(sums).set(said)',
    plant: 'Accounts.patch(key).set({ ...sums, ...said })',
  },
  {
    name: 'a reversal takes the minutes and leaves the points',
    file: 'packages/core/src/timebank/service-record.ts',
    find: 'points: -record.points,',
    plant: 'points: 0,',
  },
  {
    name: 'half points are cut off',
    file: 'packages/core/src/timebank/rules/earning.ts',
    find: '(earned + POINT / 2) / POINT',
    plant: 'earned / POINT',
  },
  {
    name: 'a record under another id each time',
    file: 'packages/core/src/timebank/post-service-record.ts',
    find: "idFrom('serviceRecord', tenantId, 'posted', input.key)",
    plant: "idFrom('serviceRecord', tenantId, 'posted', input.key, scope.now)",
  },
  {
    name: 'a commit goes write by write',
    file: 'packages/core/src/table/table.ts',
    find: '    return this.#transact(writes);',
    plant: '    for (const one of writes) await this.#writeOne(one);',
  },
  {
    name: 'a commit that was refused is taken for done',
    file: 'packages/core/src/table/table.ts',
    find: '        if (again instanceof LinliError) throw again;',
    plant: '        if (again instanceof LinliError) return;',
  },
  {
    name: 'a refusal is given the reason of the first write',
    file: 'packages/core/src/table/conflicts.ts',
    find: 'return writes[failed]?.refusal;',
    plant: 'return writes[0]?.refusal;',
  },
  {
    name: 'a counter counts a batch as often as it comes',
    file: 'packages/core/src/table/params.ts',
    find: "'(attribute_not_exists(#mark) OR #mark < :above)'",
    plant: "'(attribute_not_exists(#mark) OR #mark <> :above)'",
  },
  {
    name: 'a stock gives what it does not have',
    file: `${POINTS}/stock-operations.ts`,
    find: 'gte(onHand, quantity)',
    plant: 'gte(onHand, 0)',
  },
  {
    name: 'goods that are taken back do not go back to their stock',
    file: `${POINTS}/reversal-operations.ts`,
    find: '...stockWrites(scope, reversal.goods ?? [])',
    plant: '...stockWrites(scope, [])',
  },
  {
    name: 'more is ordered than there is',
    file: `${ORDERS}/ordered-stock-operations.ts`,
    find: 'gte(onHand, quantity)',
    plant: 'gte(onHand, 0)',
  },
  {
    name: 'an order that is given up keeps its goods',
    file: `${ORDERS}/closing-operations.ts`,
    find: "...orderedStockWrites(scope, order.goods, 'givenBack'),",
    plant: '',
  },
  {
    name: 'an order is collected after its last day',
    file: `${ORDERS}/desk-operations.ts`,
    find: 'if (order.collectBy < plainDateOf(scope.now))',
    plant: "if (order.collectBy < '')",
  },
];
