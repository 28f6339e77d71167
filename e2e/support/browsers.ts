import type { DemoAccount } from '#prisma/seed/demo-accounts.ts'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserArguments } from './browser-arguments.ts'

/** One person at one machine. */
export interface Seat {
  readonly page: Page
  readonly context: BrowserContext
  readonly close: () => Promise<void>
}

/** Opens browsers, each a process of its own with a fake camera, and closes them all at the end. */
export class Browsers {
  readonly #open: Browser[] = []

  /** Sits one person down: before a fresh browser, or in a window of their own of a browser that another sits at. */
  async seat(beside?: Seat): Promise<Seat> {
    const browser = beside?.context.browser() ?? (await this.#launch())
    const context = await browser.newContext({
      baseURL: inject('origin'),
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      viewport: { width: 1440, height: 900 },
      permissions: ['camera', 'microphone'],
      acceptDownloads: true,
    })
    context.setDefaultTimeout(30_000)
    return { page: await context.newPage(), context, close: () => (beside === undefined ? browser.close() : context.close()) }
  }

  /** Somebody who has signed in already, before their first page. */
  async signedIn({ email, password }: DemoAccount, beside?: Seat): Promise<Seat> {
    const seat = await this.seat(beside)
    const answer = await seat.context.request.post('/api/auth/sign-in/email', { data: { email, password }, headers: { origin: inject('origin') } })
    // A person with a second factor is not in yet, though the answer is good.
    if (!answer.ok() || (await answer.text()).includes('"twoFactorRedirect":true')) throw new Error(`${email} is not signed in by a password: ${answer.status()}`)
    return seat
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((browser) => browser.close()))
  }

  async #launch(): Promise<Browser> {
    const root = process.getuid?.() === 0
    const browser = await chromium.launch({ executablePath: inject('chromiumBin'), args: [...browserArguments, ...(root ? ['--no-sandbox'] : [])] })
    this.#open.push(browser)
    return browser
  }
}
