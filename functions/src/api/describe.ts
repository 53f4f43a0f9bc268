import { describeRoute, resolver } from 'hono-openapi';
import { z } from 'zod';
import { ErrorBody } from './middleware/errors.ts';

/** The OpenAPI description of a route: one line of what it is for, and the shape of its answer. */
export const describe = (summary: string, answer: z.ZodType, status: 200 | 201 | 202 = 200) =>
  describeRoute({
    summary,
    responses: {
      [status]: { description: 'OK', content: { 'application/json': { schema: resolver(answer) } } },
      default: { description: 'Refused', content: { 'application/json': { schema: resolver(ErrorBody) } } },
    },
  });

export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next: z.string().optional() });

const FORM = z.object({ file: z.array(z.string()).describe('Workbooks, as multipart parts named file') });

/** A route that takes files as a multipart form. */
export const describeUpload = (summary: string, answer: z.ZodType) =>
  describeRoute({
    summary,
    requestBody: {
      required: true,
      content: { 'multipart/form-data': { schema: z.toJSONSchema(FORM) as never } },
    },
    responses: {
      200: { description: 'OK', content: { 'application/json': { schema: resolver(answer) } } },
      default: { description: 'Refused', content: { 'application/json': { schema: resolver(ErrorBody) } } },
    },
  });

/** A route that answers with a workbook. */
export const describeDownload = (summary: string) =>
  describeRoute({
    summary,
    responses: {
      200: {
        description: 'OK',
        content: {
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
            schema: { type: 'string', format: 'binary' },
          },
        },
      },
      default: { description: 'Refused', content: { 'application/json': { schema: resolver(ErrorBody) } } },
    },
  });

/** A route that answers with a picture. */
export const describePicture = (summary: string) =>
  describeRoute({
    summary,
    responses: {
      200: {
        description: 'OK',
        content: Object.fromEntries(
          ['image/jpeg', 'image/png'].map((type) => [
            type,
            { schema: { type: 'string' as const, format: 'binary' } },
          ]),
        ),
      },
      default: { description: 'Refused', content: { 'application/json': { schema: resolver(ErrorBody) } } },
    },
  });
