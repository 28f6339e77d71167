import type { Page } from 'playwright-core'

/** Sees to it that the person has a signing key, made on their account's page with this PIN. */
export async function haveSigningKey(page: Page, pin: string): Promise<void> {
  await page.goto('/account')
  const card = page.getByRole('region', { name: 'Khóa ký của bạn' })
  await card.waitFor()
  if (!(await card.getByLabel('Mã PIN mới').isVisible())) return
  await card.getByLabel('Mã PIN mới').fill(pin)
  await card.getByLabel('Nhập lại mã PIN').fill(pin)
  await card.getByRole('button', { name: 'Tạo khóa ký' }).click()
  await card.getByText('Bạn đã có khóa ký').waitFor()
}
