import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { Browsers } from '../support/browsers.ts'
import { person } from '../support/people.ts'

const browsers = new Browsers()
afterAll(() => browsers.close())

/** Holds the page's script back, as a thin line or a slow machine does, until it is let come. */
async function withoutScript(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  await page.route('**/_next/static/chunks/**/*.js', async (route) => {
    await promise
    await route.continue()
  })
  return () => resolve(undefined)
}

it('what is typed and pressed before the page’s script has come is done once it comes', async () => {
  const { page } = await browsers.seat()
  const letCome = await withoutScript(page)
  const { email, password } = person('maihuong')
  await page.goto('/sign-in?next=/cases', { waitUntil: 'commit' })
  await page.getByLabel('E-mail công việc').fill(email)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).search).toBe('?next=/cases')
  letCome()
  await page.waitForURL('**/cases')
})

it('what is sought and pressed, twice for impatience, is done once', async () => {
  const { page } = await browsers.signedIn(person('maihuong'))
  const letCome = await withoutScript(page)
  await page.goto('/cases', { waitUntil: 'commit' })
  await page.getByRole('searchbox').fill('không có ca nào tên này')
  await page.getByRole('button', { name: 'Gọi cấp cứu' }).click({ clickCount: 2 })
  letCome()
  await page.getByRole('dialog').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(1)
  await page.keyboard.press('Escape')
  await page.getByText('Không có ca nào khớp').waitFor()
})

it('a menu whose script does not come says so and opens at the next press, by the keyboard at its first entry', async () => {
  const { page } = await browsers.signedIn(person('maihuong'))
  await page.goto('/cases', { waitUntil: 'load' })
  const chunks = '**/_next/static/chunks/**/*.js'
  await page.route(chunks, (route) => route.abort())
  await page.waitForFunction(() => globalThis.endEarlyHands === undefined)
  const button = page.getByRole('button', { name: /^Tài khoản/ })
  await button.focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector('[aria-haspopup="menu"][aria-expanded="true"]') === null)
  await page.unroute(chunks)
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem').first().waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem')
  // The menu begins to listen for the key an instant after its first entry has the focus: no hand is that quick.
  await expect.poll(async () => {
    await page.keyboard.press('Escape')
    return page.evaluate(() => document.activeElement?.getAttribute('aria-haspopup'))
  }).toBe('menu')
})
