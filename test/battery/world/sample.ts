import type { Schema } from './routes.ts';

/** The least that a schema takes: required fields only, each with a value of its form. */
export function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return sampleOf(choice);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return objectOf(schema);
  if (type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (type === 'boolean') return true;
  return textOf(schema);
}

const objectOf = ({ properties = {}, required = [] }: Schema) =>
  Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]));

function textOf({ format, minLength = 1 }: Schema): string {
  if (format === 'date') return '2019-04-12';
  if (format === 'date-time') return '2019-04-12T02:00:00.000Z';
  return '一'.repeat(Math.max(minLength, 2));
}
