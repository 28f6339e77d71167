import type { Page } from 'playwright-core'
import { choose } from './combobox.ts'

/** Takes a submitted case in hand, names chair and secretary, and books the session for now. */
export async function inviteAndBook(page: Page, caseId: string, team: { readonly chair: string; readonly secretary: string }): Promise<void> {
  await page.goto(`/cases/${caseId}`)
  await page.getByRole('button', { name: 'Nhận điều phối' }).first().click()
  await page.getByRole('button', { name: 'Mời và đặt lịch' }).waitFor()
  await choose(page, 'Chủ tọa', team.chair)
  await choose(page, 'Thư ký', team.secretary)
  await page.getByText('Ngay bây giờ').first().click()
  await page.getByRole('button', { name: 'Mời và đặt lịch' }).click()
  await page.getByText('Đã mời hội đồng và đặt lịch').first().waitFor()
}

/** Accepts the invitation to a case. */
export async function acceptInvitation(page: Page, caseId: string): Promise<void> {
  await page.goto(`/cases/${caseId}`)
  await page.getByRole('button', { name: 'Nhận lời', exact: true }).first().click()
  await page.getByText('Đã nhận lời. Hồ sơ đã mở cho bạn.').first().waitFor()
}
