import type { MinutesRenderer } from '#core/minutes/ports.ts'
import { makeArchival } from './archival.ts'
import { companionsOf } from './minutes-companions.ts'
import { minutesHtml, titleOf } from './minutes-html.ts'
import type { PrintBrowser } from './print-browser.ts'
import { loadFontRules } from './print-style.ts'

/** Renders minutes to an archival PDF; the fonts are read once. */
export function makeMinutesRenderer(browser: PrintBrowser): MinutesRenderer {
  let fonts: Promise<string> | null = null
  return {
    render: async (order) => {
      fonts ??= loadFontRules()
      const printed = await browser.print(await minutesHtml(order, await fonts))
      return makeArchival(printed, {
        title: titleOf(order),
        author: order.form.head.hospital,
        createdAt: order.frozenAt,
        files: companionsOf(order),
      })
    },
  }
}
