import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 780 };

type Violation = { id: string; impact: string; nodes: { html: string }[] };

/**
 * Opens a page and looks at it as axe does, at a desk and on a phone, where it must not scroll sideways either. The
 * browser context must bypass the site's policy, which keeps strangers' script out. One load and one axe for both.
 */
export async function expectReadable(page: Page, url: string, status = 200): Promise<void> {
  await page.setViewportSize(DESKTOP);
  const answer = await page.goto(url);
  expect(answer?.status(), url).toBe(status);
  await page.evaluate(AXE);
  expect(await seriousViolations(page), `${url} at 1280`).toEqual([]);
  await page.setViewportSize(PHONE);
  const sideways = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  expect(sideways, `${url} scrolls sideways at 360`).toBeLessThanOrEqual(0);
  expect(await seriousViolations(page), `${url} at 360`).toEqual([]);
}

/** Landmarks that share a name are only a moderate matter to axe, and the whole matter to who jumps between them. */
async function seriousViolations(page: Page): Promise<string[]> {
  const violations = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  )) as Violation[];
  return violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || id === 'landmark-unique')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
