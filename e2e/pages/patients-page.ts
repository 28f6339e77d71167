import type { Page } from 'playwright-core'

/** Finds a patient by what was typed and opens the record. */
export async function openRecord(page: Page, typed: string, name: string): Promise<void> {
  await page.goto('/patients')
  await page.getByRole('searchbox').fill(typed)
  await page.getByRole('link', { name }).first().click()
  await page.getByRole('heading', { name }).waitFor()
}
