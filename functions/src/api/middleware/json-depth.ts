import { LinliError } from '@linli/core/kernel';
import { createMiddleware } from 'hono/factory';

/** Nothing that Linli takes is half as deep. */
export const MAX_JSON_DEPTH = 20;

/** Refuses JSON that is nested without need before anything walks down into it. */
export const shallowJson = createMiddleware(async (c, next) => {
  if (/^application\/([\w.+-]+\+)?json\b/i.test(c.req.header('content-type') ?? ''))
    if (depthOf(await c.req.text()) > MAX_JSON_DEPTH)
      throw new LinliError('invalid', 'inputTooDeep', { params: { max: MAX_JSON_DEPTH } });
  await next();
});

/** How deep lists and objects are nested in what may or may not be JSON; brackets inside a text do not count. */
export function depthOf(json: string): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let at = 0; at < json.length; at++) {
    const mark = json[at];
    if (mark === '"') inText = !inText;
    else if (inText) at += mark === '\\' ? 1 : 0;
    else if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth);
    else if (mark === ']' || mark === '}') depth--;
  }
  return deepest;
}
