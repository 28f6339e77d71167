import type { MinutesRenderer } from '#core/minutes/ports.ts'
import { makeArchival } from './archival.ts'
import { companionsOf } from './minutes-companions.ts'
import { minutesHtml, titleOf } from './minutes-html.ts'
import type { PrintBrowser } from './print-browser.ts'

/** Renders minutes to an archival PDF. */
export const makeMinutesRenderer = (browser: PrintBrowser): MinutesRenderer => ({
  render: async (order) => {
    const printed = await browser.print(await minutesHtml(order))
    return makeArchival(printed, {
      title: titleOf(order),
      author: order.form.head.hospital,
      createdAt: order.frozenAt,
      files: companionsOf(order),
    })
  },
})
