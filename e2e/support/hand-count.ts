import type { BrowserContext, Page } from 'playwright-core'

export interface HandCount {
  readonly clicks: number
  readonly keys: number
}

declare global {
  interface Window {
    handsCounted?: boolean
  }
}

/** Counts in the page itself what a hand does: presses of the pointer and of keys, kept in the tab across its pages. */
function count(): void {
  if (window.handsCounted === true) return
  window.handsCounted = true
  const add = (name: string) => (event: Event): void => {
    if (event.isTrusted) sessionStorage.setItem(name, String(Number(sessionStorage.getItem(name) ?? 0) + 1))
  }
  addEventListener('pointerdown', add('hand-clicks'), { capture: true })
  addEventListener('keydown', add('hand-keys'), { capture: true })
}

/** Begins to count on this page and on every one that the tab goes to from here. */
export async function watchHands(context: BrowserContext, page: Page): Promise<void> {
  await context.addInitScript(count)
  await page.evaluate(count)
}

/** How many clicks and keys it has been since. */
export const handCount = (page: Page): Promise<HandCount> =>
  page.evaluate(() => ({ clicks: Number(sessionStorage.getItem('hand-clicks') ?? 0), keys: Number(sessionStorage.getItem('hand-keys') ?? 0) }))
