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

  /** Freezes from the page to which the end of the session leads by itself. */
  async freeze(caseId: string): Promise<void> {
    await this.page.waitForURL(`**/cases/${caseId}/minutes`)
    await this.pressFreeze()
    await this.page.waitForURL(`**/cases/${caseId}/sign`)
  }

  /** Freezes the minutes that are open. */
  async pressFreeze(): Promise<void> {
    await this.page.getByRole('button', { name: 'Chốt biên bản' }).click()
    await this.page.getByRole('button', { name: 'Chốt và tạo bản ký' }).click()
  }

  /** Types the PIN where the caret already stands, and presses Enter. */
  async signByKeyboard(pin: string): Promise<void> {
    await this.page.getByLabel('Mã PIN khóa ký').and(this.page.locator(':focus')).waitFor({ timeout: 60_000 })
    await this.page.keyboard.type(pin)
    await this.page.keyboard.press('Enter')
    await this.page.getByText('Đã ký biên bản.').first().waitFor()
  }

  /** Signs in one's turn; a person who has no key yet makes one with the same PIN first. */
  async sign(caseId: string, pin: string): Promise<void> {
    await this.page.goto(`/cases/${caseId}/sign`)
    const newPin = this.page.getByLabel('Mã PIN mới')
    const signingPin = this.page.getByLabel('Mã PIN khóa ký')
    await newPin.or(signingPin).waitFor({ timeout: 60_000 })
    if (await newPin.isVisible()) {
      await newPin.fill(pin)
      await this.page.getByLabel('Nhập lại mã PIN').fill(pin)
      await this.page.getByRole('button', { name: 'Tạo khóa ký' }).click()
    }
    await signingPin.fill(pin)
    await this.page.getByRole('button', { name: 'Ký biên bản', exact: true }).click()
    await this.page.getByText('Đã ký biên bản.').first().waitFor()
    // The document with one signature more stands in the place of the one before.
    await this.page.getByRole('document', { name: /bản PDF$/ }).waitFor()
  }
}
