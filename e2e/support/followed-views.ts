import type { Page } from 'playwright-core'

interface Seen {
  /** Milliseconds of the machine's clock. */
  readonly at: number
  /** Which picture, in which window. */
  readonly what: string
}

declare global {
  interface Window {
    seenViews?: Seen[]
  }
}

/** Notes from now on, by the browser's own clock, which picture and window the pane shows. */
export const noteViews = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: Seen[] = []
    window.seenViews = seen
    const pane = document.querySelector('[data-viewer] [data-view]')
    const note = (): void => {
      const view = JSON.parse(pane?.getAttribute('data-view') ?? '{}') as { at?: { instance: string }; window?: { centre: number; width: number } | null }
      const what = `${view.at?.instance ?? ''} ${view.window?.centre ?? ''}/${view.window?.width ?? ''}`
      if (seen.at(-1)?.what !== what) seen.push({ at: performance.timeOrigin + performance.now(), what })
    }
    if (pane !== null) new MutationObserver(note).observe(pane, { attributes: true, attributeFilter: ['data-view'] })
  })

export const notedViews = (page: Page): Promise<readonly Seen[]> => page.evaluate(() => window.seenViews ?? [])

/** Milliseconds from each view of the presenter until the follower showed the same; what was overtaken on its way is left out. */
export function delaysOf(shown: readonly Seen[], followed: readonly Seen[]): readonly number[] {
  let from = 0
  return shown.flatMap(({ at, what }) => {
    const found = followed.findIndex((one, index) => index >= from && one.what === what)
    const match = followed[found]
    if (match === undefined) return []
    from = found
    return [Math.max(0, match.at - at)]
  })
}
