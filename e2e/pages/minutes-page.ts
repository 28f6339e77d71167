import type { Locator, Page } from 'playwright-core'

/** The minutes while they are written, and the desk where they are signed. */
export class MinutesPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** The body of a section, by the start of its printed heading. */
  section(heading: string): Locator {
    return this.page.locator('.minutes-section').filter({ has: this.page.locator('.minutes-heading', { hasText: heading }) }).locator('.minutes-body')
  }

  async write(heading: string, text: string): Promise<void> {
    await this.section(heading).locator('p').last().click()
    await this.page.keyboard.type(text)
  }

  async freeze(caseId: string): Promise<void> {
    await this.page.goto(`/cases/${caseId}/minutes`)
    await this.page.getByRole('button', { name: 'Chốt biên bản' }).click()
    await this.page.getByRole('button', { name: 'Chốt và tạo bản ký' }).click()
    await this.page.waitForURL(`**/cases/${caseId}/sign`)
  }

  /** Signs in one's turn; a person who has no key yet makes one with the same PIN first. */
  async sign(caseId: string, pin: string): Promise<void> {
    await this.page.goto(`/cases/${caseId}/sign`)
    await this.page.getByText('Đến lượt bạn ký').waitFor()
    const newKey = this.page.getByRole('dialog', { name: 'Tạo khóa ký của bạn' })
    if (await newKey.isVisible()) {
      await newKey.getByLabel('Mã PIN mới').fill(pin)
      await newKey.getByLabel('Nhập lại mã PIN').fill(pin)
      await newKey.getByRole('button', { name: 'Tạo khóa ký' }).click()
      await newKey.waitFor({ state: 'hidden' })
    }
    await this.page.getByLabel('Mã PIN khóa ký').fill(pin)
    await this.page.getByRole('button', { name: 'Ký biên bản', exact: true }).click()
    await this.page.getByText('Đã ký biên bản.').first().waitFor()
  }
}
