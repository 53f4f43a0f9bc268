import type { Key } from './key.ts';
import { TABLE } from './names.ts';

/** What ElectroDB built for one request: complete for the command it was built for; only its shape tells which. */
export type Params = Record<string, unknown> & { Key?: Key; Item?: Record<string, unknown> };

/**
 * Numbers to add to one item, once. The change applies while the item's `mark` is absent or below `above`, and moves it
 * `to` a greater text. `forget` names other marks to drop in the same write, each only if it still says this.
 */
export type NumbersChange = {
  key: Key;
  add: Record<string, number>;
  mark: { name: string; above: string; to: string };
  forget?: Record<string, string>;
};

/** Numbers of one item to set, all or none, each only while it still says `from`; a number that is not there says 0. */
export type NumbersCorrection = { key: Key; set: Record<string, { from: number; to: number }> };

/** Sort keys from one text to another, both included. */
export type SortKeyRange = { from: string; to: string };

export const keyText = (key: Key) => `${key[TABLE.partitionKey]}\u0000${key[TABLE.sortKey]}`;

export function transactItem(params: Params): Record<string, never> {
  if (params.Item !== undefined) return { Put: params as never };
  if (params['UpdateExpression'] !== undefined) return { Update: params as never };
  return { Delete: params as never };
}

export function insertStatement(table: string, { Item = {} }: Params) {
  const present = Object.entries(Item).filter(([, value]) => value !== undefined);
  return {
    Statement: `INSERT INTO "${table}" VALUE {${present.map(([name]) => `'${name}':?`).join(',')}}`,
    Parameters: present.map(([, value]) => value),
  };
}

export function numbersUpdate(table: string, { key, add, mark, forget = {} }: NumbersChange) {
  const added = Object.keys(add);
  const forgotten = Object.keys(forget);
  const clauses = [
    'SET #mark = :to',
    added.length > 0 ? `ADD ${added.map((_, i) => `#n${i} :n${i}`).join(', ')}` : '',
    forgotten.length > 0 ? `REMOVE ${forgotten.map((_, i) => `#f${i}`).join(', ')}` : '',
  ];
  const numbered = (letter: string, list: readonly unknown[]) =>
    Object.fromEntries(list.map((entry, i) => [`${letter}${i}`, entry]));
  return {
    TableName: table,
    Key: key,
    UpdateExpression: clauses.filter(Boolean).join(' '),
    ConditionExpression: [
      '(attribute_not_exists(#mark) OR #mark < :above)',
      ...forgotten.map((_, i) => `#f${i} = :f${i}`),
    ].join(' AND '),
    ExpressionAttributeNames: { '#mark': mark.name, ...numbered('#n', added), ...numbered('#f', forgotten) },
    ExpressionAttributeValues: {
      ':above': mark.above,
      ':to': mark.to,
      ...numbered(':n', Object.values(add)),
      ...numbered(':f', Object.values(forget)),
    },
    ReturnValues: 'ALL_NEW' as const,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

export function numbersCorrection(table: string, { key, set }: NumbersCorrection) {
  const numbers = Object.entries(set);
  const stillSays = ({ from }: { from: number }, i: number) =>
    from === 0 ? `(attribute_not_exists(#n${i}) OR #n${i} = :f${i})` : `#n${i} = :f${i}`;
  return {
    TableName: table,
    Key: key,
    UpdateExpression: `SET ${numbers.map((_, i) => `#n${i} = :t${i}`).join(', ')}`,
    ConditionExpression: numbers.map(([, number], i) => stillSays(number, i)).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(numbers.map(([name], i) => [`#n${i}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      numbers.flatMap(([, { from, to }], i) => [
        [`:f${i}`, from],
        [`:t${i}`, to],
      ]),
    ),
  };
}

export function storedQuery(table: string, partition: string, range: SortKeyRange | undefined) {
  return {
    TableName: table,
    KeyConditionExpression: range === undefined ? '#pk = :pk' : '#pk = :pk AND #sk BETWEEN :from AND :to',
    ExpressionAttributeNames: {
      '#pk': TABLE.partitionKey,
      ...(range === undefined ? {} : { '#sk': TABLE.sortKey }),
    },
    ExpressionAttributeValues: {
      ':pk': partition,
      ...(range === undefined ? {} : { ':from': range.from, ':to': range.to }),
    },
  };
}
