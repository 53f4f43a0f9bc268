import type { IndexName } from './names.ts';

/** The greatest sort key of a day, for keys that begin with one: `$` sorts after the `#` that follows it. */
export const throughDay = (day: string): string => `${day}$`;

// ElectroDB reads `${name}` in a template as "the attribute of that name".
const template = (attributes: readonly string[]) => attributes.map((name) => `\${${name}}`).join('#');

const part = <const F extends string, const C extends readonly string[]>(
  field: F,
  composite: C,
  text: string,
) => ({ field, composite, template: text, casing: 'none' as const });

/** The key makers of one kind of owner: `T#<tenantId>#…` for a community, `D#<districtId>#…` for the control plane. */
const keysOf = <const A extends string>(letter: 'T' | 'D', attribute: A) => {
  const partition = (collection: string, owner: readonly string[]) =>
    [`${letter}#\${${attribute}}#${collection}`, template(owner)].filter(Boolean).join('#');

  return {
    key: <const S extends readonly string[], const O extends readonly string[] = readonly []>(
      collection: string,
      sort: S,
      owner: O = [] as unknown as O,
    ) => ({
      pk: part('pk', [attribute, ...owner] as const, partition(collection, owner)),
      sk: part('sk', sort, template(sort)),
    }),
    index: <
      const I extends IndexName,
      const S extends readonly string[],
      const O extends readonly string[] = readonly [],
    >(
      index: I,
      collection: string,
      sort: S,
      owner: O = [] as unknown as O,
    ) => ({
      index,
      pk: part(`${index}pk` as const, [attribute, ...owner] as const, partition(collection, owner)),
      sk: part(`${index}sk` as const, sort, template(sort)),
    }),
  };
};

/**
 * The primary key of a community's noun: partition `T#<tenantId>#<collection>`, sort key the named attributes.
 * Attributes in `owner` go into the partition after the collection, for children that are read by parent.
 * `tenantIndex` is a further way of asking for the same noun, on one of the table's indexes.
 */
export const { key: tenantKey, index: tenantIndex } = keysOf('T', 'tenantId');

/** The same for the control plane. */
export const { key: districtKey, index: districtIndex } = keysOf('D', 'districtId');
