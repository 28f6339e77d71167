import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { choose } from '../pages/combobox.ts'
import { acceptInvitation, inviteAndBook } from '../pages/coordination-page.ts'
import { MinutesPage } from '../pages/minutes-page.ts'
import { sendRequest, writeRequest } from '../pages/request-page.ts'
import { RoomPage } from '../pages/room-page.ts'
import { seriousFindings } from '../support/axe.ts'
import { Browsers, type Seat } from '../support/browsers.ts'
import { person } from '../support/people.ts'
import { keepPictures, keepSizes } from '../support/pictures.ts'
import { advances } from '../support/video.ts'

const [doctor, coordinator, chair, visitor] = [person('thuha'), person('maihuong'), person('ducthinh'), person('quangvinh')]
const title = 'Giao ban ngoại khoa'
const note = 'Đỡ đau, còn sốt nhẹ\nRút dẫn lưu ngày mai\nXin hội chẩn tim mạch'
const patients = [
  { typed: 'nguyen huu phuoc', patient: 'Nguyễn Hữu Phước', question: 'Có chỉ định mổ lại không?' },
  { typed: 'le quang hoa', patient: 'Lê Quang Hòa', question: 'Có cần can thiệp ngay không?' },
] as const

describe('several patients in one booking', () => {
  const browsers = new Browsers()
  let coordinating: Seat
  let asking: Seat
  let leading: Seat
  let going: Seat
  let address = ''
  const cases: string[] = []
  beforeAll(async () => {
    asking = await browsers.signedIn(doctor)
    coordinating = await browsers.signedIn(coordinator, asking)
    leading = await browsers.signedIn(chair, asking)
    going = await browsers.signedIn(visitor, asking)
    for (const words of patients) {
      const id = await writeRequest(asking.page, words)
      await sendRequest(asking.page, id)
      await inviteAndBook(coordinating.page, id, { chair: chair.name, secretary: person('khanhlinh').name })
      await acceptInvitation(leading.page, id)
      cases.push(id)
    }
  })
  afterAll(() => browsers.close())

  it('are put on a day of the meeting by its coordinator, in order', async () => {
    const { page } = coordinating
    await page.goto('/schedule/meetings')
    await page.getByRole('button', { name: 'Đặt lịch giao ban' }).first().click()
    await page.getByLabel('Tên buổi giao ban').fill(title)
    await choose(page, 'Chủ trì', chair.name)
    await page.getByText('Thêm người dự', { exact: true }).click()
    for (const { name } of [visitor, doctor]) {
      await page.getByRole('dialog', { name: 'Thêm người dự' }).getByRole('combobox').fill(name)
      await page.getByRole('option', { name }).first().click()
    }
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Lưu lịch' }).click()
    await page.getByText('Đã đặt lịch giao ban').first().waitFor()
    await page.getByRole('button', { name: 'Người bệnh', exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Thêm ca', { exact: true }).click()
    for (const { patient } of patients) await page.getByRole('option', { name: patient }).first().click()
    await page.keyboard.press('Escape')
    await keepSizes(coordinating, 'round-plan')
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Lưu danh sách' }).click()
    await page.getByText('Đã xếp người bệnh cho buổi').first().waitFor()
    await page.getByText('2 người bệnh').first().waitFor()
    await keepPictures(page, 'round-meetings')
  })

  it('are seen one at a time: who goes along sees the one before them, and the one before that no longer', async () => {
    const [first, second] = cases
    await leading.page.goto('/schedule/meetings')
    await leading.page.getByRole('link', { name: 'Vào buổi' }).first().click()
    await leading.page.getByRole('button', { name: 'Bắt đầu với người bệnh đầu tiên' }).waitFor()
    address = leading.page.url()
    await going.page.goto(address)
    await going.page.getByText('Người chủ trì chưa bắt đầu').waitFor()
    expect(await going.page.getByText(patients[0].patient).count()).toBe(0)
    await keepSizes(going, 'round-waiting')
    await keepSizes(leading, 'round-begin')
    expect(await seriousFindings(leading.page)).toEqual([])
    await leading.page.getByRole('button', { name: 'Bắt đầu với người bệnh đầu tiên' }).click()
    await leading.page.getByRole('button', { name: 'Vào phòng' }).click()
    const room = new RoomPage(leading.page)
    await room.waitInside()
    await going.page.getByRole('button', { name: 'Vào phòng' }).click()
    await going.page.getByText('Bạn đang ở phòng chờ').waitFor()
    await room.admit(visitor.name)
    const along = new RoomPage(going.page)
    await along.waitInside()
    await advances(along.picture('chair'))
    await along.openTab('Hồ sơ')
    await going.page.locator('header').getByText(patients[0].patient).waitFor()
    expect(await going.page.getByText(patients[1].patient).count()).toBe(0)
    await along.say('Đã xem phim')
    await keepSizes(leading, 'round-first')
    await keepSizes(going, 'round-first-along')
    expect(await seriousFindings(leading.page)).toEqual([])
    expect((await going.page.request.get(`/cases/${first ?? ''}`)).status()).toBe(200)

    await leading.page.getByRole('button', { name: 'Ghi nhanh' }).click()
    await leading.page.getByLabel('Ghi nhanh tại giường').fill(note)
    await leading.page.getByText('Đã lưu', { exact: true }).waitFor()
    await keepSizes(leading, 'round-note')
    expect(await seriousFindings(leading.page)).toEqual([])
    await leading.page.keyboard.press('Escape')
    await leading.page.getByRole('button', { name: 'Người bệnh tiếp theo' }).click()
    for (const seat of [leading, going]) {
      await seat.page.locator('header').getByText(patients[1].patient).waitFor()
      await new RoomPage(seat.page).waitInside()
    }
    await advances(along.picture('chair'))
    await along.openTab('Trao đổi')
    expect(await going.page.getByText('Đã xem phim').count()).toBe(0)
    expect(await going.page.getByText(patients[0].patient).count()).toBe(0)
    expect((await going.page.request.get(`/cases/${first ?? ''}`)).status()).toBe(404)
    expect((await going.page.request.get(`/cases/${second ?? ''}`)).status()).toBe(200)
    await leading.page.getByRole('button', { name: 'Ghi nhanh' }).click()
    await leading.page.getByRole('button', { name: 'Không thay đổi hướng điều trị' }).click()
    await leading.page.getByText('Đã lưu', { exact: true }).waitFor()
    await keepSizes(leading, 'round-unchanged')
    await leading.page.keyboard.press('Escape')
    await keepSizes(leading, 'round-second')
    await keepSizes(going, 'round-second-along')
  })

  it('goes back where it went on too early, and ends for everybody, each patient with minutes of their own', async () => {
    const [first, second] = cases
    await leading.page.getByRole('button', { name: 'Về người trước' }).click()
    for (const seat of [leading, going]) await seat.page.locator('header').getByText(patients[0].patient).waitFor()
    const room = new RoomPage(leading.page)
    await room.waitInside()
    await leading.page.getByRole('button', { name: 'Kết thúc buổi' }).click()
    await leading.page.getByRole('alertdialog').getByRole('button', { name: 'Kết thúc cho mọi người' }).click()
    for (const seat of [leading, going]) await seat.page.getByText('Buổi giao ban đã kết thúc').waitFor()
    expect(await leading.page.getByRole('link', { name: 'Biên bản' }).count()).toBe(2)
    expect(await going.page.getByRole('link', { name: 'Biên bản' }).count()).toBe(0)
    expect((await going.page.request.get(`/cases/${first ?? ''}`)).status()).toBe(404)
    await keepSizes(leading, 'round-over')
    await leading.page.getByRole('link', { name: 'Biên bản' }).first().click()
    await leading.page.waitForURL(`**/cases/${first ?? ''}/minutes`)
    const minutes = new MinutesPage(leading.page)
    await minutes.section('Kết luận').getByText('Rút dẫn lưu ngày mai').waitFor()
    await leading.page.goto(`/cases/${second ?? ''}/minutes`)
    for (const heading of ['Kết luận', 'Hướng điều trị tiếp']) await minutes.section(heading).getByText('Không thay đổi hướng điều trị.').waitFor()
    await keepSizes(leading, 'round-minutes')
  })

  it('leave a note that the treating doctor makes a consult of', async () => {
    const { page } = asking
    await page.goto(address)
    await page.getByText('Buổi giao ban đã kết thúc').waitFor()
    await page.getByRole('button', { name: 'Đã ghi nhanh' }).first().click()
    expect(await page.getByLabel('Ghi nhanh tại giường').inputValue()).toBe(note)
    await keepSizes(asking, 'round-consult')
    await page.getByRole('button', { name: 'Mở thành hội chẩn' }).click()
    await page.waitForURL(/\/cases\/[0-9a-f-]+\/edit$/)
    expect((await page.getByLabel('Tình trạng hiện tại').inputValue()).startsWith(note)).toBe(true)
  })
})
