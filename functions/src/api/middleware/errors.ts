import { type ErrorCode, type Language, LinliError, messageOf } from '@linli/core/kernel';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { z } from 'zod';
import { refusedAccess } from '../../refused-access.ts';
import type { AppEnvironment } from '../environment.ts';

/** The one mapping from refusals to HTTP. */
const STATUS = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limit_exceeded: 422,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    reason: z.string(),
    message: z.string(),
    field: z.string().optional(),
    issues: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** A refusal becomes its status and a sentence; anything else is a bug, logged with its cause and answered without a trace. */
export function answerError(error: Error, c: Context<AppEnvironment>) {
  const { requestId } = c.var;
  const language: Language = c.var.language ?? 'zh-CN';
  // The framework's own word for a body that is not JSON; every other refusal is ours.
  if (error instanceof HTTPException && error.status === 400)
    return answerError(new LinliError('invalid', 'bodyUnreadable', { cause: error }), c);
  if (error instanceof LinliError) {
    const line = refusedAccess(error, {
      ...{ requestId, method: c.req.method, route: routePath(c, -1) },
      actorId: c.var.actor?.id,
      address: c.env?.address,
    });
    if (line !== undefined) c.var.deps.log(line);
    return c.json(refusalBody(error, language, requestId), STATUS[error.code]);
  }
  c.var.deps.log({
    level: 'error',
    requestId,
    path: routePath(c, -1),
    error: error.stack,
    cause: String(error.cause ?? ''),
  });
  const message =
    language === 'zh-CN'
      ? `系统出错了，请把编号 ${requestId} 告诉管理员。`
      : `Something went wrong; tell your administrator the number ${requestId}.`;
  return c.json(
    { error: { code: 'internal', reason: 'internal', message, requestId } } satisfies ErrorBody,
    500,
  );
}

export function refusalBody(error: LinliError, language: Language, requestId: string): ErrorBody {
  return {
    error: {
      code: error.code,
      reason: error.reason,
      message: error.messageIn(language),
      ...(error.field === undefined ? {} : { field: error.field }),
      ...(error.issues.length === 0
        ? {}
        : {
            issues: error.issues.map((issue) => ({
              field: issue.field,
              message: messageOf(issue.reason, issue.params ?? {}, language),
            })),
          }),
      requestId,
    },
  };
}
