import type { IndexName } from './names.ts';

// ElectroDB reads `${name}` in a template as "the attribute of that name".
const template = (attributes: readonly string[]) => attributes.map((name) => `\${${name}}`).join('#');

const part = <const F extends string, const C extends readonly string[]>(
  field: F,
  composite: C,
  text: string,
) => ({
  field,
  composite,
  template: text,
  casing: 'none' as const,
});

/**
 * The primary key of a community's noun: partition `T#<tenantId>#<collection>`, sort key the named attributes.
 * Attributes in `owner` go into the partition after the collection, for children that are read by parent.
 */
export const tenantKey = <const S extends readonly string[], const O extends readonly string[] = readonly []>(
  collection: string,
  sort: S,
  owner: O = [] as unknown as O,
) => ({
  pk: part(
    'pk',
    ['tenantId', ...owner] as const,
    [`T#\${tenantId}#${collection}`, template(owner)].filter(Boolean).join('#'),
  ),
  sk: part('sk', sort, template(sort)),
});

/** A further way of asking for the same noun, on one of the table's indexes. */
export const tenantIndex = <
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
  pk: part(
    `${index}pk` as const,
    ['tenantId', ...owner] as const,
    [`T#\${tenantId}#${collection}`, template(owner)].filter(Boolean).join('#'),
  ),
  sk: part(`${index}sk` as const, sort, template(sort)),
});

/** The primary key of a control-plane item: partition `D#<districtId>#<collection>`. */
export const districtKey = <
  const S extends readonly string[],
  const O extends readonly string[] = readonly [],
>(
  collection: string,
  sort: S,
  owner: O = [] as unknown as O,
) => ({
  pk: part(
    'pk',
    ['districtId', ...owner] as const,
    [`D#\${districtId}#${collection}`, template(owner)].filter(Boolean).join('#'),
  ),
  sk: part('sk', sort, template(sort)),
});

export const districtIndex = <
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
  pk: part(
    `${index}pk` as const,
    ['districtId', ...owner] as const,
    [`D#\${districtId}#${collection}`, template(owner)].filter(Boolean).join('#'),
  ),
  sk: part(`${index}sk` as const, sort, template(sort)),
});
