import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, inviteAndBook } from '../pages/coordination-page.ts'
import { MinutesPage } from '../pages/minutes-page.ts'
import { sendRequest, writeRequest } from '../pages/request-page.ts'
import { RoomPage } from '../pages/room-page.ts'
import { signIn } from '../pages/sign-in-page.ts'
import { Browsers, type Seat } from '../support/browsers.ts'
import { ClickCount } from '../support/click-count.ts'
import { person } from '../support/people.ts'

const [doctor, coordinator, chair, secretary] = [person('thuha'), person('maihuong'), person('ducthinh'), person('khanhlinh')]
const pin = '246810'
const patient = 'Lê Quang Hòa'

/** What a practised team does after the last word: end, freeze, three PINs, filed. Each step follows from the screen before it. */
describe('from the end of the session to the filed minutes', () => {
  const browsers = new Browsers()
  const clicks = { chair: new ClickCount(), secretary: new ClickCount(), doctor: new ClickCount() }
  let caseId = ''
  let hoa: Seat
  let tinh: Seat
  let linh: Seat

  beforeAll(async () => {
    const dieuPhoi = await browsers.seat()
    ;[hoa, tinh, linh] = await Promise.all([browsers.seat(), browsers.seat(), browsers.seat()])
    await signIn(hoa.page, doctor)
    await signIn(dieuPhoi.page, coordinator)
    await signIn(tinh.page, chair)
    await signIn(linh.page, secretary)
    caseId = await writeRequest(hoa.page, { typed: 'le quang hoa', patient, question: 'Có chỉ định mổ không?' })
    await sendRequest(hoa.page, caseId)
    await inviteAndBook(dieuPhoi.page, caseId, { chair: chair.name, secretary: secretary.name })
    await dieuPhoi.close()
    for (const { page } of [tinh, linh]) await acceptInvitation(page, caseId)
  })
  afterAll(() => browsers.close())

  it('has everyone in the room and the minutes written while they talk', async () => {
    const [doctorRoom, chairRoom, secretaryRoom] = [new RoomPage(hoa.page), new RoomPage(tinh.page), new RoomPage(linh.page)]
    await doctorRoom.enter(caseId)
    await chairRoom.enter(caseId)
    await chairRoom.waitInside()
    await chairRoom.admit(doctor.name)
    await secretaryRoom.enter(caseId)
    await chairRoom.start()
    await Promise.all([doctorRoom.waitInside(), secretaryRoom.waitInside()])
    await secretaryRoom.openTab('Biên bản')
    const minutes = new MinutesPage(linh.page)
    await minutes.section('Kết luận').waitFor()
    await minutes.write('Câu hỏi 1', 'Có chỉ định, trong 24 giờ đầu.')
    await minutes.write('Kết luận', 'Thống nhất chẩn đoán, can thiệp sớm.')
    await minutes.write('Hướng điều trị tiếp', 'Hồi sức, chuyển phòng mổ khi huyết động ổn định.')
  })

  it('takes two presses to end, one to freeze and one to confirm, a PIN each, and no search for the next page', async () => {
    await Promise.all([clicks.chair.watch(tinh.context), clicks.secretary.watch(linh.context), clicks.doctor.watch(hoa.context)])
    const began = performance.now()
    await new RoomPage(tinh.page).endSession()
    await Promise.all([tinh, linh, hoa].map(({ page }) => page.getByRole('link', { name: 'Mở biên bản' }).click()))
    await new MinutesPage(tinh.page).pressFreeze()
    // The secretary and the doctor had the minutes open: their screens go on to signing by themselves.
    await Promise.all([tinh, linh, hoa].map(({ page }) => page.waitForURL(`**/cases/${caseId}/sign`)))
    for (const { page } of [linh, hoa, tinh]) await new MinutesPage(page).signByKeyboard(pin)
    await tinh.page.getByText('Đã lưu vào hồ sơ người bệnh').waitFor({ timeout: 60_000 })
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const presses = { chair: clicks.chair.presses, secretary: clicks.secretary.presses, doctor: clicks.doctor.presses }
    console.info(`kết thúc phiên → đã lưu: ${seconds} s, presses ${JSON.stringify(presses)}`)
    expect(presses).toEqual({ chair: 5, secretary: 1, doctor: 1 })
  })
})
