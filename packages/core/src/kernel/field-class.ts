import { z } from 'zod';
import { maskIdNumber, maskNumbersIn, maskPhone } from './masking.ts';

/**
 * How much a field says about somebody. `publicField` may stand on a public page; `internal` is the office's own and
 * about nobody; `personal` is about a person; `sensitive` can harm one: what article 28 of the Personal Information
 * Protection Law (个人信息保护法) protects further, and what an ID number opens.
 */
export const FIELD_CLASSES = ['public', 'internal', 'personal', 'sensitive'] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

/** How a field is shown to those who did not ask for it by name and with a reason. */
const MASKS = { phone: maskPhone, idNumber: maskIdNumber, text: maskNumbersIn, none: (text: string) => text };
type Mask = keyof typeof MASKS;

const classes = z.registry<{ class: FieldClass; mask: Mask }>();

/** Text that says nothing else is looked through for phone and ID numbers. */
const classed =
  (fieldClass: FieldClass) =>
  <S extends z.ZodType>(field: S, mask: Mask = 'text'): S => {
    classes.add(field, { class: fieldClass, mask });
    return field;
  };

export const publicField = classed('public');
export const internal = classed('internal');
export const personal = classed('personal');
export const sensitive = classed('sensitive');

/** The class of a field of a noun's schema, and how it is masked; undefined when nobody has declared it. */
export const classOf = (field: z.ZodType): { class: FieldClass; mask: Mask } | undefined =>
  classes.get(field);

/** What may be handed out without a reason: the same value, with what its schema masks masked, however deep it lies. */
export function masked<T>(schema: z.ZodType, value: T): T {
  return maskedBy(schema, value, 'text') as T;
}

function maskedBy(schema: z.ZodType, value: unknown, outer: Mask): unknown {
  if (value === undefined || value === null) return value;
  const mask = classOf(schema)?.mask ?? outer;
  if (typeof value === 'string') return isText(schema) ? MASKS[mask](value) : value;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return maskedBy(schema.unwrap() as z.ZodType, value, mask);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => maskedBy(schema.element as z.ZodType, item, mask));
  if (schema instanceof z.ZodObject) return maskedFields(schema, value as Record<string, unknown>, mask);
  return value;
}

const maskedFields = (schema: z.ZodObject, value: Record<string, unknown>, mask: Mask) =>
  Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const field = schema.shape[name] as z.ZodType | undefined;
      return [name, field === undefined ? inner : maskedBy(field, inner, mask)];
    }),
  );

// A choice of a closed list is never a number of somebody's.
const isText = (schema: z.ZodType): boolean => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return isText(schema.unwrap() as z.ZodType);
  return !(schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral);
};
