import { afterAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { choose } from '../pages/combobox.ts'
import { sendRequest, writeRequest } from '../pages/request-page.ts'
import { seriousFindings } from '../support/axe.ts'
import { Browsers } from '../support/browsers.ts'
import { person } from '../support/people.ts'
import { keepPictures, keepSight } from '../support/pictures.ts'

const [administrator, coordinator, doctor] = [person('trungkien'), person('maihuong'), person('thuha')]
/** New in every run, so that a run upon an older one's data finds its own. */
const mark = new Date().toISOString().slice(11, 19)
const [wanted, spare] = [`Phòng thử A ${mark}`, `Phòng thử B ${mark}`]

async function addRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Thêm phòng, thiết bị' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên').fill(name)
  await dialog.getByLabel('Số chỗ ngồi').fill('8')
  await keepSight(page, 'rooms-add')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText(`Đã thêm ${name}`).first().waitFor()
}

async function pickRoom(page: Page, name: string): Promise<void> {
  await page.getByText('Thêm phòng, thiết bị', { exact: true }).last().click()
  await page.keyboard.type(name)
  await page.getByRole('option', { name }).first().click()
  await page.keyboard.press('Escape')
}

describe('a hospital\'s rooms and equipment', () => {
  const browsers = new Browsers()
  afterAll(() => browsers.close())
  const cases: string[] = []

  it('are kept by the administrator', async () => {
    const { page } = await browsers.signedIn(administrator)
    await page.goto('/rooms')
    await page.getByText('Phòng hội chẩn tầng 3').first().waitFor()
    await addRoom(page, wanted)
    await addRoom(page, spare)
    await keepPictures(page, 'rooms')
    expect(await seriousFindings(page)).toEqual([])
  })

  it('are reserved together with the time of a session, and not twice', async () => {
    const asker = await browsers.signedIn(doctor)
    const { page } = await browsers.signedIn(coordinator)
    for (const [typed, patient] of [['le quang hoa', 'Lê Quang Hòa'], ['le quang hoa', 'Lê Quang Hòa']] as const) {
      const id = await writeRequest(asker.page, { typed, patient, question: `Có cần hội chẩn tại phòng không? ${mark} ${cases.length}` })
      await sendRequest(asker.page, id)
      cases.push(id)
      await page.goto(`/cases/${id}`)
      await page.getByRole('button', { name: 'Nhận điều phối' }).first().click()
      await page.getByRole('button', { name: 'Mời và đặt lịch' }).waitFor()
      await choose(page, 'Chủ tọa', person('ducthinh').name)
      await choose(page, 'Thư ký', person('khanhlinh').name)
      await page.getByRole('button', { name: 'Sáng mai 08:00' }).click()
      await page.getByText('Của bệnh viện bạn, đúng giờ đã chọn.').first().waitFor()
      await pickRoom(page, wanted)
      if (cases.length === 2) {
        await page.getByText('Đã có người đặt giờ đó').first().waitFor()
        expect(await page.getByRole('button', { name: 'Mời và đặt lịch' }).isDisabled()).toBe(true)
        await keepSight(page, 'rooms-clash')
        expect(await seriousFindings(page)).toEqual([])
        await page.getByRole('button', { name: `Đổi ${wanted} sang` }).first().click()
      }
      await page.getByRole('button', { name: 'Mời và đặt lịch' }).click()
      await page.getByText('Đã mời hội đồng và đặt lịch').first().waitFor()
    }
    await page.goto(`/cases/${cases[0] ?? ''}`)
    await page.getByText(wanted).first().waitFor()
    await keepPictures(page, 'rooms-case')
    await page.goto('/schedule')
    await keepPictures(page, 'rooms-schedule')
  })

  it('are reserved by the asking hospital too', async () => {
    const { page } = await browsers.signedIn(doctor)
    await page.goto(`/cases/${cases[0] ?? ''}`)
    await page.getByRole('button', { name: 'Đặt phòng, thiết bị' }).click()
    await page.getByRole('dialog').getByText('Của bệnh viện bạn, đúng giờ đã chọn.').waitFor()
    await pickRoom(page, 'Phòng hội chẩn nhà B')
    await keepSight(page, 'rooms-reserve')
    await page.getByRole('dialog').getByRole('button', { name: 'Đặt', exact: true }).click()
    await page.getByText('Đã ghi nơi họp').first().waitFor()
    await page.getByText('Phòng hội chẩn nhà B').first().waitFor()
  })

  it('are taken out of service, once it is said who loses them', async () => {
    const { page } = await browsers.signedIn(administrator)
    await page.goto('/rooms')
    await page.getByRole('button', { name: `Ngừng phục vụ ${wanted}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 lượt đặt bị mất').waitFor()
    await keepSight(page, 'rooms-out')
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Ngừng phục vụ' }).click()
    await page.getByText(`${wanted} đã ngừng phục vụ`).first().waitFor()
    await page.getByRole('button', { name: `Mở lại ${wanted}` }).waitFor()
  })
})
