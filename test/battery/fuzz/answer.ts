import { z } from 'zod';
import { ErrorBody } from '../../../functions/src/api/middleware/errors.ts';
import type { Operation, Schema } from './api-document.ts';

const TRACE =
  /\n\s*at [^\n]+:\d+:\d+|node_modules|\.(ts|mjs|js):\d+|ZodError|TypeError|ValidationException|electrodb/i;
const REFUSAL = ErrorBody.strict();
const MOST_BYTES_OF_A_REFUSAL = 64 * 1024;

/** What an answer must be, whatever was asked: never a bug, always as described, and nothing of the inside in it. */
export class AnswerRules {
  readonly #schemas = new Map<Schema, z.ZodType>();

  /** What is wrong with the answer; undefined when nothing is. */
  wrongIn(operation: Operation, answer: Response, text: string, json: unknown): string | undefined {
    const { status } = answer;
    const type = answer.headers.get('content-type') ?? '';
    // The table was asked for more than it could do at this moment, and said so: that is what the status is for.
    const tooBusy = status === 503 && text.includes('"reason":"tooBusy"');
    if (status >= 500 && !tooBusy) return `answered ${status}`;
    if (status >= 300 && status < 400) return `redirected with ${status}`;
    if (!isFile(type) && TRACE.test(text)) return `showed its inside: ${TRACE.exec(text)?.[0]}`;
    if (status >= 400) return this.#wrongRefusal(text, json);
    return this.#wrongAnswer(operation, status, type, text, json);
  }

  #wrongRefusal(text: string, json: unknown): string | undefined {
    if (text.length > MOST_BYTES_OF_A_REFUSAL) return `refused in ${text.length} letters`;
    const { success, error } = REFUSAL.safeParse(json);
    return success ? undefined : `refused in another shape: ${z.prettifyError(error)}`;
  }

  #wrongAnswer({ answers }: Operation, status: number, type: string, text: string, json: unknown) {
    if (isFile(type) || Object.keys(answers).length === 0) return undefined;
    if (!(status in answers)) return `answered ${status}, which is not described`;
    const schema = answers[status];
    if (schema === undefined) return text === '' ? undefined : 'answered something that is not described';
    const { success, error } = this.#compiled(schema).safeParse(json);
    return success ? undefined : `answered in another shape: ${z.prettifyError(error).slice(0, 400)}`;
  }

  #compiled(schema: Schema): z.ZodType {
    const known = this.#schemas.get(schema);
    if (known !== undefined) return known;
    const compiled = z.fromJSONSchema(closed(schema) as never);
    this.#schemas.set(schema, compiled);
    return compiled;
  }
}

const isFile = (type: string) => /spreadsheetml/.test(type);

/** The same schema, with nothing in an answer that is not described: what is not described was not meant to be told. */
function closed(schema: Schema): Schema {
  const { properties, items, anyOf, oneOf, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, closed(one)]),
          ),
          additionalProperties: additionalProperties ?? false,
        }),
    ...(items === undefined ? {} : { items: closed(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(closed) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(closed) }),
  };
}
