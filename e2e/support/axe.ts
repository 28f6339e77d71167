import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const findings = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) }),
)
const grave = new Set(['serious', 'critical'])

/** What axe finds on the page as it stands that would keep somebody from using it: one line a finding, none on a sound page. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // What still fades in has no colours of its own yet; what turns for ever is as it is.
  await page.evaluate(`Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < 2_000).map((one) => one.finished.catch(() => null)))`)
  await page.evaluate(`if (window.axe === undefined) { ${axe.source} }`)
  const found = findings.parse(await page.evaluate('axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)'))
  return found
    .filter(({ impact }) => impact !== null && grave.has(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary = '' }) => `${new URL(page.url()).pathname} ${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, ' ')}`))
}
