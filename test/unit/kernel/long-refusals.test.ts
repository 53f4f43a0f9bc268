import { LinliError, parse } from '@linli/core/kernel';
import { expect, it } from 'vitest';
import { z } from 'zod';

function refusalOf(schema: z.ZodType, input: unknown): LinliError {
  try {
    parse(schema, input);
  } catch (error) {
    if (error instanceof LinliError) return error;
  }
  throw new Error('It was taken');
}

it('a list of which thousands are wrong is refused with how many, and the first fifty by name', () => {
  const refusal = refusalOf(z.array(z.enum(['a', 'b'])), Array(3000).fill(1));

  expect(refusal.params).toEqual({ count: 3000 });
  expect(refusal.issues.length).toBe(50);
  expect(refusal.issues[0]).toMatchObject({ field: '0', reason: 'fieldNotOneOf' });
});

it('a field whose name is a page long is named by its beginning', () => {
  const refusal = refusalOf(z.strictObject({}), { ['x'.repeat(5000)]: 1 });

  expect(refusal.field).toBe(`${'x'.repeat(200)}…`);
});
