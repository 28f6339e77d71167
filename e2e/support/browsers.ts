import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserArguments } from './browser-arguments.ts'

/** One person at one machine: a browser of their own. */
export interface Seat {
  readonly page: Page
  readonly context: BrowserContext
  readonly close: () => Promise<void>
}

/** Opens browsers, each a process of its own with a fake camera, and closes them all at the end. */
export class Browsers {
  readonly #open: Browser[] = []

  /** Sits one person down before a fresh browser. */
  async seat(): Promise<Seat> {
    const root = process.getuid?.() === 0
    const browser = await chromium.launch({ executablePath: inject('chromiumBin'), args: [...browserArguments, ...(root ? ['--no-sandbox'] : [])] })
    this.#open.push(browser)
    const context = await browser.newContext({
      baseURL: inject('origin'),
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      viewport: { width: 1440, height: 900 },
      permissions: ['camera', 'microphone'],
      acceptDownloads: true,
    })
    context.setDefaultTimeout(30_000)
    return { page: await context.newPage(), context, close: () => browser.close() }
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((browser) => browser.close()))
  }
}
