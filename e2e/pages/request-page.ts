import type { Page } from 'playwright-core'
import { openRecord } from './patients-page.ts'

interface RequestWords {
  /** What is typed into the search, and the name that it must find. */
  readonly typed: string
  readonly patient: string
  readonly question: string
}

/** Writes an urgent request from the patient's record, as far as "saved", and returns the case's id. */
export async function writeRequest(page: Page, { typed, patient, question }: RequestWords): Promise<string> {
  await openRecord(page, typed, patient)
  await page.getByRole('button', { name: /Yêu cầu hội chẩn|Viết tiếp yêu cầu/ }).click()
  await page.waitForURL(/\/cases\/[0-9a-f-]+\/edit$/)
  await page.getByRole('radio', { name: /Khẩn/ }).click()
  await page.getByLabel('Câu hỏi 1').fill(question)
  // Where the record has nothing to begin from, the doctor writes.
  for (const label of ['Tình trạng hiện tại', 'Diễn biến, điều trị và chăm sóc']) {
    const field = page.getByLabel(label)
    if ((await field.inputValue()) === '') await field.fill('Đau bụng hai ngày, mạch 104 lần/phút, huyết áp 100/60 mmHg, đã truyền dịch và giảm đau.')
  }
  await page.getByRole('radio', { name: /Người bệnh yêu cầu bằng văn bản/ }).click()
  await page.getByLabel('Số và ngày của giấy, ai ký').fill('Giấy đề nghị hội chẩn do người bệnh ký ngày 21/11/2026')
  await page.getByText(/^Đã lưu/).first().waitFor()
  return /cases\/([0-9a-f-]+)\//.exec(page.url())?.[1] ?? ''
}

/** Sends what was written; the snapshot is frozen with it. */
export async function sendRequest(page: Page, caseId: string): Promise<void> {
  await page.getByRole('button', { name: 'Gửi yêu cầu' }).first().click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Gửi yêu cầu' }).click()
  await page.waitForURL((url) => url.pathname === `/cases/${caseId}`)
}
