import type { Page } from 'playwright-core'

/** Picks one option of a combobox by typing part of its name. */
export async function choose(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.keyboard.type(name)
  await page.getByRole('option', { name }).first().click()
}
