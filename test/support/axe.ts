import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

export interface AuditOptions {
  /** CSS selector of the part to look at; the whole page unless told. */
  readonly within?: string;
}

/** What people with a screen reader, a keyboard or weak eyes would stumble over. `minor` is left to taste. */
const reported = new Set(['moderate', 'serious', 'critical']);

/**
 * Runs axe-core in the page as it stands, best practices included. Returns one line for each element that breaks a rule
 * of moderate impact or more: `impact rule: what is wrong (element)`. Expect it to be empty.
 */
export async function auditPage(page: Page, { within }: AuditOptions = {}): Promise<readonly string[]> {
  // As an expression of the debugger, which the page's content security policy does not bind.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source);
  const results: AxeResults = await page.evaluate(
    `axe.run(${JSON.stringify(within ?? 'html')}, { resultTypes: ['violations'] })`,
  );
  return results.violations
    .filter(({ impact }) => reported.has(impact ?? ''))
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const summary = (failureSummary ?? '').split('\n').slice(1).join(' ').trim();
        return `${impact} ${id}: ${summary} (${target.join(' ')})`;
      }),
    );
}
