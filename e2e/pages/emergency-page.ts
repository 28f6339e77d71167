import type { Locator, Page } from 'playwright-core'

/** The one button, the ring over everything else, and the board beside the call. */
export class EmergencyPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Presses the button wherever the page stands, answers the five questions, and calls. */
  async call({ specialty, age, sex, line }: { readonly specialty: string; readonly age: number; readonly sex: string; readonly line: string }): Promise<void> {
    await this.page.getByRole('button', { name: 'GỌI CẤP CỨU' }).click()
    const form = this.page.getByRole('dialog')
    await form.getByText(specialty, { exact: true }).click()
    await form.getByLabel('Tuổi').fill(String(age))
    await form.getByText(sex, { exact: true }).click()
    await form.getByLabel('Chuyện gì, trong một câu').fill(line)
    await form.getByRole('button', { name: 'GỌI NGAY' }).click()
    await this.page.waitForURL(/\/cases\/[0-9a-f-]+\/room/)
  }

  /** The case that was opened, from the room's address. */
  caseId(): string {
    return new URL(this.page.url()).pathname.split('/')[2] ?? ''
  }

  /** The screen that rings. */
  ring(): Locator {
    return this.page.getByRole('alertdialog').filter({ hasText: 'Gọi cấp cứu' })
  }

  async accept(): Promise<void> {
    await this.ring().getByRole('button', { name: 'Nhận', exact: true }).click()
    await this.page.waitForURL(/\/cases\/[0-9a-f-]+\/room/)
  }

  /** A person's line on the board of those who are rung. */
  lineOf(name: string): Locator {
    // The telephones at the end of the board name people too.
    return this.page.getByRole('region', { name: 'Ai đang được gọi' }).getByRole('listitem').filter({ hasText: name }).filter({ hasText: /reo \d+ giây/ })
  }

  /** Seconds after the press at which a person was rung, as their line says. */
  async rungAfter(name: string): Promise<number> {
    const line = await this.lineOf(name).innerText()
    return Number(/reo (\d+) giây/.exec(line)?.[1])
  }

  board(): Locator {
    return this.page.getByRole('region', { name: 'Ai đang được gọi' })
  }
}
