import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { installedChromium } from '#infra/setup/system-packages.mjs'
import { openRecord } from './pages/patients-page.ts'
import { signIn } from './pages/sign-in-page.ts'
import { person } from './support/people.ts'
import { screenSizes } from './support/pictures.ts'

interface Shot {
  readonly name: string
  /** First part of a demo account's e-mail; null for a stranger. */
  readonly who: string | null
  readonly open: (page: Page) => Promise<unknown>
}

const firstCase = async (page: Page, filter: string): Promise<void> => {
  await page.goto(`/cases${filter}`)
  await page.locator('[data-row]').first().click()
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}/)
}

/** A request that is still being written: begun from a record, which makes one where there is none. */
const firstDraft = async (page: Page): Promise<void> => {
  await openRecord(page, 'nguyen huu phuoc', 'Nguyễn Hữu Phước')
  await page.getByRole('button', { name: /Yêu cầu hội chẩn|Viết tiếp yêu cầu|Request a consult|Continue the request/ }).click()
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}\/edit/)
}

/** The record's images, a moment after the first has been drawn. */
const openImages = async (page: Page): Promise<void> => {
  await openRecord(page, 'nguyen huu phuoc', 'Nguyễn Hữu Phước')
  await page.goto(`${new URL(page.url()).pathname}/images`)
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(4_000)
  // Its tools fade while nobody moves.
  await page.mouse.move(600, 400)
}

const shots: readonly Shot[] = [
  { name: 'sign-in', who: null, open: (page) => page.goto('/sign-in') },
  { name: 'verify', who: null, open: (page) => page.goto('/verify') },
  { name: 'home-coordinator', who: 'maihuong', open: (page) => page.goto('/') },
  { name: 'home-doctor', who: 'thuha', open: (page) => page.goto('/') },
  { name: 'cases', who: 'maihuong', open: (page) => page.goto('/cases') },
  { name: 'schedule', who: 'maihuong', open: (page) => page.goto('/schedule') },
  { name: 'patients', who: 'thuha', open: (page) => page.goto('/patients') },
  { name: 'record', who: 'thuha', open: (page) => openRecord(page, 'nguyen huu phuoc', 'Nguyễn Hữu Phước') },
  { name: 'case-doctor', who: 'thuha', open: (page) => firstCase(page, '') },
  { name: 'case-coordinator', who: 'maihuong', open: (page) => firstCase(page, '') },
  { name: 'images', who: 'thuha', open: (page) => openImages(page) },
  { name: 'duty', who: 'maihuong', open: (page) => page.goto('/duty') },
  { name: 'wall', who: 'maihuong', open: (page) => page.goto('/wall') },
  { name: 'reports', who: 'maihuong', open: (page) => page.goto('/reports') },
  { name: 'filing', who: 'maihuong', open: (page) => page.goto('/filing') },
  { name: 'interop', who: 'nhatnam', open: (page) => page.goto('/interop') },
  { name: 'refused', who: 'nhatnam', open: (page) => page.goto('/refused') },
  { name: 'account', who: 'thuha', open: (page) => page.goto('/account') },
  { name: 'follow-up', who: 'thuha', open: (page) => page.goto('/follow-up') },
  { name: 'minutes', who: 'khanhlinh', open: (page) => page.goto('/minutes') },
  { name: 'minutes-templates', who: 'trungkien', open: (page) => page.goto('/minutes-templates') },
  { name: 'accounts', who: 'trungkien', open: (page) => page.goto('/accounts') },
  { name: 'links', who: 'trungkien', open: (page) => page.goto('/links') },
  { name: 'retention', who: 'trungkien', open: (page) => page.goto('/retention') },
  { name: 'audit', who: 'thuphuong', open: (page) => page.goto('/audit') },
  { name: 'break-glass', who: 'thuha', open: (page) => page.goto('/break-glass') },
  { name: 'audit-break-glass', who: 'thuphuong', open: (page) => page.goto('/audit/break-glass') },
  { name: 'line-test', who: 'thuha', open: (page) => page.goto('/line-test') },
  { name: 'request', who: 'thuha', open: (page) => firstDraft(page) },
]

interface Series {
  readonly origin: string
  readonly to: string
  readonly size: keyof typeof screenSizes
  readonly locale: 'vi' | 'en'
}

/** A page that keeps asking never falls silent; by then everything is drawn. */
const settled = (page: Page): Promise<unknown> => page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined)

/** Each account signs in once, and every picture begins from there. */
const visits = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()

/** Takes every picture of one size and language. */
async function takeAll(browser: Browser, { origin, to, size, locale }: Series): Promise<void> {
  for (const { name, who, open } of shots) {
    const storageState = who === null ? undefined : visits.get(who)
    const context = await browser.newContext({
      baseURL: origin, locale: locale === 'vi' ? 'vi-VN' : 'en-GB', ...(storageState !== undefined && { storageState }),
      timezoneId: 'Asia/Ho_Chi_Minh', viewport: screenSizes[size],
    })
    const page = await context.newPage()
    if (who !== null && storageState === undefined) {
      await signIn(page, person(who))
      visits.set(who, await context.storageState())
    }
    await context.addCookies([{ name: 'lv-locale', value: locale, url: origin }])
    await open(page)
    await settled(page)
    await page.screenshot({ path: join(to, `${name}-${size}-${locale}.png`) })
    await context.close()
  }
}

// npm run screenshots [origin] [folder] [all | desk-vi | phone-en …], upon a running product with the demo world
const [origin = 'http://localhost:3000', to = 'docs/screenshots', wanted = 'desk-vi'] = process.argv.slice(2)
await mkdir(to, { recursive: true })
const browser = await chromium.launch({
  executablePath: installedChromium() ?? '/usr/bin/chromium',
  args: ['--disable-background-networking', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
})
for (const size of ['desk', 'small', 'phone'] as const) {
  for (const locale of ['vi', 'en'] as const) {
    if (wanted === 'all' || wanted === `${size}-${locale}`) await takeAll(browser, { origin, to, size, locale })
  }
}
await browser.close()
