import type { Locator, Page } from 'playwright-core'

type Part = 'chair' | 'secretary' | 'member' | 'requester' | 'coordinator'

/** The room, from the look at one's own camera to the way out. */
export class RoomPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Opens the room's page, sees the own camera, and goes to the door. */
  async enter(caseId: string): Promise<void> {
    await this.page.goto(`/cases/${caseId}/room`)
    await this.page.getByRole('button', { name: 'Vào phòng' }).click()
  }

  async waitInLobby(): Promise<void> {
    await this.page.getByText('Bạn đang ở phòng chờ').waitFor()
  }

  async waitInside(): Promise<void> {
    await this.page.getByRole('button', { name: 'Rời', exact: true }).waitFor()
  }

  async admit(name: string): Promise<void> {
    await this.openTab('Mọi người')
    await this.page.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: 'Cho vào' }).click()
  }

  async start(): Promise<void> {
    await this.page.getByRole('button', { name: 'Bắt đầu hội chẩn' }).click()
  }

  async openTab(name: 'Hồ sơ' | 'Hình ảnh' | 'Biên bản' | 'Trao đổi' | 'Mọi người'): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  /** The picture that a part sends, as this person sees it. */
  picture(part: Part, label: 'camera' | 'screen' = 'camera'): Locator {
    return this.page.locator(`[data-picture="${part}:${label}"] video`)
  }

  async say(text: string): Promise<void> {
    await this.openTab('Trao đổi')
    await this.page.getByLabel('Viết tin nhắn').fill(text)
    await this.page.getByRole('button', { name: 'Gửi' }).click()
  }

  async mute(): Promise<void> {
    await this.page.getByRole('button', { name: /^Tắt micro/ }).click()
  }

  async shareScreen(): Promise<void> {
    await this.page.getByRole('button', { name: 'Trình bày màn hình' }).click()
  }

  async endSession(): Promise<void> {
    await this.page.getByRole('button', { name: 'Kết thúc phiên' }).click()
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Kết thúc phiên' }).click()
  }
}
