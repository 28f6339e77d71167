import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

const counting = `{
  const links = []
  const Real = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Real { constructor(...all) { super(...all); links.push(this) } }
  window.soundHeard = async () => {
    let energy = 0
    for (const link of links) {
      if (link.connectionState === 'closed') continue
      for (const one of (await link.getStats()).values())
        if (one.type === 'inbound-rtp' && one.kind === 'audio') energy += one.totalAudioEnergy ?? 0
    }
    return energy
  }
}`

/** Counts the sound that this person's pages really decode, from the next page on: before its own scripts there is nothing to hear. */
export async function listenIn(context: BrowserContext): Promise<void> {
  await context.addInitScript(counting)
}

const soundOf = (page: Page): Promise<number> => page.evaluate<number>('window.soundHeard()')

/** Resolves once the page has decoded sound that is louder than silence; throws after `withinMs` milliseconds. */
export async function hears(page: Page, withinMs = 30_000): Promise<void> {
  const before = await soundOf(page)
  await expect.poll(() => soundOf(page), { timeout: withinMs, interval: 250 }).toBeGreaterThan(before)
}
