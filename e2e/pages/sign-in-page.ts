import type { Page } from 'playwright-core'
import type { DemoAccount } from '#prisma/seed/demo-accounts.ts'

/** Signs in by e-mail and password and waits for the first page of the portal. */
export async function signIn(page: Page, { email, password }: DemoAccount): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail công việc').fill(email)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}
