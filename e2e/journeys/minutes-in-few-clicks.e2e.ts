import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveSigningKey } from '../pages/account-page.ts'
import { acceptInvitation, inviteAndBook } from '../pages/coordination-page.ts'
import { MinutesPage } from '../pages/minutes-page.ts'
import { sendRequest, writeRequest } from '../pages/request-page.ts'
import { RoomPage } from '../pages/room-page.ts'
import { signIn } from '../pages/sign-in-page.ts'
import { Browsers, type Seat } from '../support/browsers.ts'
import { handCount, watchHands } from '../support/hand-count.ts'
import { person } from '../support/people.ts'

const [doctor, coordinator, chair, secretary] = [person('thuha'), person('maihuong'), person('ducthinh'), person('khanhlinh')]
const pin = '246810'
const patient = 'Phan Thị Kim Ngân'

/** What a practised team does after the last word: end, freeze, a PIN each, filed. Each step follows from the screen before it. */
describe('from the end of the session to the filed minutes', () => {
  const browsers = new Browsers()
  let caseId = ''
  let hoa: Seat
  let tinh: Seat
  let linh: Seat

  beforeAll(async () => {
    ;[hoa, tinh, linh] = await Promise.all([browsers.seat(), browsers.seat(), browsers.seat()])
    const dieuPhoi = await browsers.seat()
    for (const [{ page }, account] of [[hoa, doctor], [tinh, chair], [linh, secretary], [dieuPhoi, coordinator]] as const) await signIn(page, account)
    for (const { page } of [hoa, tinh, linh]) await haveSigningKey(page, pin)
    caseId = await writeRequest(hoa.page, { typed: 'phan thi kim ngan', patient, question: 'Có chỉ định chấm dứt thai kỳ không?' })
    await sendRequest(hoa.page, caseId)
    await inviteAndBook(dieuPhoi.page, caseId, { chair: chair.name, secretary: secretary.name })
    await dieuPhoi.close()
    for (const { page } of [tinh, linh]) await acceptInvitation(page, caseId)
  })
  afterAll(() => browsers.close())

  it('has everyone in the room and the minutes written while they talk', async () => {
    const [doctorRoom, chairRoom, secretaryRoom] = [new RoomPage(hoa.page), new RoomPage(tinh.page), new RoomPage(linh.page)]
    await chairRoom.enter(caseId)
    await chairRoom.waitInside()
    for (const room of [doctorRoom, secretaryRoom]) {
      await room.enter(caseId)
      await room.waitInLobby()
    }
    // Whoever waits at the door comes in with the opening.
    await chairRoom.start()
    await Promise.all([doctorRoom.waitInside(), secretaryRoom.waitInside()])
    // The editor comes when it is shown; a line that fails at that moment costs the panel for as long, never the call.
    const scripts = '**/_next/static/chunks/**'
    await linh.page.route(scripts, (route) => route.abort())
    await secretaryRoom.openTab('Biên bản')
    await linh.page.getByText('Chưa tải được phần này').waitFor()
    await linh.page.unroute(scripts)
    await linh.page.getByRole('tabpanel').getByRole('button', { name: 'Thử lại' }).click()
    const minutes = new MinutesPage(linh.page)
    await minutes.section('Kết luận').waitFor()
    await minutes.write('Câu hỏi 1', 'Có chỉ định, sau liều betamethason thứ hai.')
    await minutes.write('Kết luận', 'Tiền sản giật nặng, chấm dứt thai kỳ sau 24 giờ.')
    await minutes.write('Hướng điều trị tiếp', 'Duy trì magnesi sulfat, mổ lấy thai khi đủ liều corticoid.')
  })

  it('takes the chair four clicks and the others none, a PIN each, and nobody looks for the next page', async () => {
    for (const { context, page } of [tinh, linh, hoa]) await watchHands(context, page)
    const began = performance.now()
    await new RoomPage(tinh.page).endSession()
    await Promise.all([tinh, linh, hoa].map(({ page }) => page.waitForURL(`**/cases/${caseId}/minutes`)))
    await new MinutesPage(tinh.page).pressFreeze()
    // The secretary and the doctor have the minutes open: their screens go on to signing by themselves.
    await Promise.all([tinh, linh, hoa].map(({ page }) => page.waitForURL(`**/cases/${caseId}/sign`)))
    for (const { page } of [linh, hoa, tinh]) await new MinutesPage(page).signByKeyboard(pin)
    await tinh.page.getByText('Đã lưu vào hồ sơ người bệnh').waitFor({ timeout: 60_000 })
    const seconds = Math.round((performance.now() - began) / 100) / 10
    const [chairDid, secretaryDid, doctorDid] = [await handCount(tinh.page), await handCount(linh.page), await handCount(hoa.page)]
    process.stdout.write(`kết thúc phiên → đã lưu: ${seconds} s; ${JSON.stringify({ chairDid, secretaryDid, doctorDid })}\n`)
    expect(chairDid).toEqual({ clicks: 4, keys: pin.length + 1 })
    expect(secretaryDid).toEqual({ clicks: 0, keys: pin.length + 1 })
    expect(doctorDid).toEqual({ clicks: 0, keys: pin.length + 1 })
  })

  it('leaves nothing on any screen that could be edited', async () => {
    for (const { page } of [tinh, linh, hoa]) {
      await page.goto(`/cases/${caseId}/minutes`)
      await page.waitForURL(`**/cases/${caseId}/sign`)
      await page.getByText('Đã lưu vào hồ sơ người bệnh').waitFor()
      expect(await page.locator('[contenteditable="true"]').count()).toBe(0)
      expect(await page.getByRole('button', { name: /Chốt biên bản|Trả lại để sửa/ }).count()).toBe(0)
    }
  })
})
