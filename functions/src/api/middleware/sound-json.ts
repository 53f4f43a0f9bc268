import { LinliError } from '@linli/core/kernel';
import { createMiddleware } from 'hono/factory';

/** Nothing that Linli takes is half as deep. */
export const MAX_JSON_DEPTH = 20;

/**
 * Refuses JSON that is nested without need before anything walks down into it, and texts that no table can keep: half of a
 * surrogate pair, which only an escape can write and UTF-8 cannot.
 */
export const soundJson = createMiddleware(async (c, next) => {
  if (/^application\/([\w.+-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) {
    const json = await c.req.text();
    if (depthOf(json) > MAX_JSON_DEPTH)
      throw new LinliError('invalid', 'inputTooDeep', { params: { max: MAX_JSON_DEPTH } });
    const field = SURROGATE.test(json) ? brokenTextIn(json) : undefined;
    if (field !== undefined) throw new LinliError('invalid', 'textBroken', { field });
  }
  await next();
});

const SURROGATE = /\\u[dD][89a-fA-F]/;

/** Where a text stands that is no text, named as other wrong fields are: `sheets.0.name`. What is no JSON is refused elsewhere. */
export function brokenTextIn(json: string): string | undefined {
  try {
    return brokenIn(JSON.parse(json), []);
  } catch {
    return undefined;
  }
}

function brokenIn(value: unknown, at: readonly string[]): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : at.join('.');
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const broken = name.isWellFormed() ? brokenIn(inner, [...at, name]) : at.join('.');
    if (broken !== undefined) return broken;
  }
  return undefined;
}

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
