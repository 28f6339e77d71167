import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, inviteAndBook } from '../pages/coordination-page.ts'
import { sendRequest, writeRequest } from '../pages/request-page.ts'
import { RoomPage } from '../pages/room-page.ts'
import { seriousFindings } from '../support/axe.ts'
import { Browsers, type Seat } from '../support/browsers.ts'
import { person } from '../support/people.ts'
import { keepSizes } from '../support/pictures.ts'
import { advances } from '../support/video.ts'

const [doctor, chair, coordinator] = [person('thuha'), person('ducthinh'), person('maihuong')]

describe('somebody without an account is invited to one session', () => {
  const browsers = new Browsers()
  let coordinating: Seat
  let leading: Seat
  let caseId = ''
  let link = ''
  beforeAll(async () => {
    const asking = await browsers.signedIn(doctor)
    coordinating = await browsers.signedIn(coordinator, asking)
    leading = await browsers.signedIn(chair, asking)
    caseId = await writeRequest(asking.page, { typed: 'nguyen huu phuoc', patient: 'Nguyễn Hữu Phước', question: 'Có chỉ định mổ lại không?' })
    await sendRequest(asking.page, caseId)
    await inviteAndBook(coordinating.page, caseId, { chair: chair.name, secretary: person('khanhlinh').name })
    await acceptInvitation(leading.page, caseId)
  })
  afterAll(() => browsers.close())

  it('by a link that the coordinator is shown once', async () => {
    const { page } = coordinating
    await page.goto(`/cases/${caseId}`)
    await page.getByRole('button', { name: 'Mời khách' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Họ và tên').fill('Lê Văn Khách')
    await dialog.getByLabel('Nơi công tác').fill('Trường Đại học Y')
    await keepSizes(coordinating, 'guest-invite')
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Tạo đường dẫn' }).click()
    link = await dialog.getByLabel('Đường dẫn mời').inputValue()
    await keepSizes(coordinating, 'guest-link')
    await dialog.getByRole('button', { name: 'Xong' }).click()
    await page.getByText('Chưa mở').waitFor()
  })

  it('comes in once the chair has let them in, sees the chair, and goes the moment the invitation is withdrawn', async () => {
    const room = new RoomPage(leading.page)
    await room.enter(caseId)
    await room.waitInside()
    const guest = await browsers.seat(leading)
    await guest.page.goto(link)
    await guest.page.getByRole('button', { name: 'Tôi là Lê Văn Khách, vào phòng' }).waitFor()
    expect(new URL(guest.page.url()).hash).toBe('')
    await keepSizes(guest, 'guest-door')
    expect(await seriousFindings(guest.page)).toEqual([])
    await guest.page.getByRole('button', { name: 'Tôi là Lê Văn Khách, vào phòng' }).click()
    await guest.page.getByRole('button', { name: 'Vào phòng', exact: true }).click()
    await guest.page.getByText('Bạn đang ở phòng chờ').waitFor()
    await keepSizes(guest, 'guest-lobby')

    const second = await browsers.seat(guest)
    await second.page.goto(link)
    await second.page.getByText('đã được mở trên một trình duyệt').waitFor()
    await keepSizes(second, 'guest-link-used')
    await second.close()

    await room.admit('Lê Văn Khách')
    const inside = new RoomPage(guest.page)
    await inside.waitInside()
    await advances(inside.picture('chair'))
    await advances(leading.page.locator('[data-picture="guest-expert:camera"] video'))
    for (const name of ['Hồ sơ', 'Hình ảnh', 'Biên bản']) expect(await guest.page.getByRole('tab', { name }).count()).toBe(0)
    await inside.say('Xin chào hội đồng')
    await keepSizes(guest, 'guest-room')
    await keepSizes(leading, 'guest-seen-by-chair')
    expect(await seriousFindings(guest.page)).toEqual([])

    const { page } = coordinating
    await page.reload()
    await page.getByRole('button', { name: 'Thu hồi lời mời Lê Văn Khách' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Thu hồi' }).click()
    await guest.page.getByText(/mời bạn ra khỏi phòng/).waitFor()
    await keepSizes(guest, 'guest-out')
    await guest.page.reload()
    await guest.page.getByText('Lời mời đã hết hạn, đã bị thu hồi').waitFor()
  })
})
