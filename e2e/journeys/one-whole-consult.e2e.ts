import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { acceptInvitation, inviteAndBook } from '../pages/coordination-page.ts'
import { MinutesPage } from '../pages/minutes-page.ts'
import { openRecord } from '../pages/patients-page.ts'
import { sendRequest, writeRequest } from '../pages/request-page.ts'
import { RoomPage } from '../pages/room-page.ts'
import { signIn } from '../pages/sign-in-page.ts'
import { seriousFindings } from '../support/axe.ts'
import { Browsers, type Seat } from '../support/browsers.ts'
import { readPdf } from '../support/pdf.ts'
import { person } from '../support/people.ts'
import { keepPictures, pdfDrawn } from '../support/pictures.ts'
import { advances } from '../support/video.ts'

const doctor = person('thuha')
const coordinator = person('maihuong')
const chair = person('ducthinh')
const secretary = person('khanhlinh')

const patient = 'Lê Quang Hòa'
const pin = '246810'
/** New in every run, so that a run upon an older one's data changes something too. */
const question = `Có chỉ định phẫu thuật cấp cứu không, và thời điểm nào? (hỏi lúc ${new Date().toLocaleTimeString('vi-VN')})`
const conclusion = 'Thống nhất chẩn đoán; người bệnh có chỉ định can thiệp sớm trong 24 giờ.'
const direction = 'Hồi sức tích cực, chuyển phòng mổ khi huyết động ổn định.'
const stayed = 'Định chuyển tuyến, nay điều trị tại chỗ'
const answer = 'Có chỉ định, thực hiện trong 24 giờ đầu.'

/** One real consult from request to filed record; every step works on what the one before it stored. */
describe('a district doctor asks, the hospitals meet, the minutes are signed and filed', () => {
  const browsers = new Browsers()
  let hoa: Seat
  let tinh: Seat
  let linh: Seat
  let dieuPhoi: Seat
  let caseId = ''

  beforeAll(async () => {
    ;[hoa, tinh, linh, dieuPhoi] = await Promise.all([browsers.seat(), browsers.seat(), browsers.seat(), browsers.seat()])
    await signIn(hoa.page, doctor)
    await signIn(dieuPhoi.page, coordinator)
    await signIn(tinh.page, chair)
    await signIn(linh.page, secretary)
  })
  afterAll(() => browsers.close())

  it('finds the patient without typing a mark, and writes the request', async () => {
    caseId = await writeRequest(hoa.page, { typed: 'le quang hoa', patient, question })
  })

  it('keeps what was written when the page is loaded again', async () => {
    await hoa.page.reload()
    expect(await hoa.page.getByLabel('Câu hỏi 1').inputValue()).toBe(question)
    await keepPictures(hoa.page, 'request')
  })

  it('sends the request with a frozen snapshot', async () => {
    await sendRequest(hoa.page, caseId)
    await keepPictures(hoa.page, 'case-sent')
  })

  it('is taken, staffed and booked for now by the coordinator', async () => {
    await inviteAndBook(dieuPhoi.page, caseId, { chair: chair.name, secretary: secretary.name })
    await keepPictures(dieuPhoi.page, 'case-booked')
  })

  it('reaches the invited, who accept and may then open the record', async () => {
    for (const { page } of [tinh, linh]) await acceptInvitation(page, caseId)
  })

  it('brings three people into the room, each seeing the others move', async () => {
    const [doctorRoom, chairRoom, secretaryRoom] = [new RoomPage(hoa.page), new RoomPage(tinh.page), new RoomPage(linh.page)]
    await doctorRoom.enter(caseId)
    await doctorRoom.waitInLobby()
    await chairRoom.enter(caseId)
    await chairRoom.waitInside()
    await chairRoom.admit(doctor.name)
    await doctorRoom.waitInside()
    await secretaryRoom.enter(caseId)
    await secretaryRoom.waitInLobby()
    await chairRoom.start()
    await secretaryRoom.waitInside()
    await keepPictures(linh.page, 'room', async () => {
      await linh.page.getByRole('button', { name: /^(Vào phòng|Enter the room|Join)/ }).click({ timeout: 5_000 }).catch(() => undefined)
      await linh.page.locator('[data-picture="chair:camera"] video').waitFor()
    })
    await Promise.all([
      advances(doctorRoom.picture('chair')),
      advances(doctorRoom.picture('secretary')),
      advances(chairRoom.picture('requester')),
      advances(chairRoom.picture('secretary')),
      advances(secretaryRoom.picture('requester')),
      advances(secretaryRoom.picture('chair')),
    ])
  })

  it('carries talk, a shared screen and mute', async () => {
    const [doctorRoom, chairRoom] = [new RoomPage(hoa.page), new RoomPage(tinh.page)]
    await doctorRoom.say('Đã gửi thêm kết quả lactat: 3,1 mmol/L.')
    await chairRoom.openTab('Trao đổi')
    await tinh.page.getByText('Đã gửi thêm kết quả lactat: 3,1 mmol/L.').waitFor()
    await doctorRoom.shareScreen()
    await advances(chairRoom.picture('requester', 'screen'), 3)
    await doctorRoom.mute()
    await tinh.page.locator('[data-picture="requester:camera"]').getByLabel('Đang tắt micro').waitFor()
  })

  it('shows the snapshot beside the call', async () => {
    const room = new RoomPage(tinh.page)
    await room.openTab('Hồ sơ')
    await tinh.page.getByRole('tabpanel').getByText('Dị ứng').first().waitFor()
  })

  it('lets the secretary write while the chair watches live', async () => {
    const [chairRoom, secretaryRoom] = [new RoomPage(tinh.page), new RoomPage(linh.page)]
    await secretaryRoom.openTab('Biên bản')
    const minutes = new MinutesPage(linh.page)
    await minutes.section('Kết luận').waitFor()
    await chairRoom.openTab('Biên bản')
    await minutes.write('Câu hỏi 1', answer)
    await minutes.write('Kết luận', conclusion)
    await minutes.write('Hướng điều trị tiếp', direction)
    await new MinutesPage(tinh.page).section('Kết luận').getByText(conclusion).waitFor()
  })

  it('ends for everyone when the chair ends it', async () => {
    await new RoomPage(tinh.page).endSession()
    await Promise.all([hoa, linh].map(({ page }) => page.getByText('Phiên hội chẩn đã kết thúc').waitFor()))
  })

  it('is frozen by the chair and signed in order: secretary, treating doctor, chair', async () => {
    const chairDesk = new MinutesPage(tinh.page)
    await tinh.page.waitForURL(`**/cases/${caseId}/minutes`)
    await keepPictures(tinh.page, 'minutes', () => chairDesk.section('Kết luận').waitFor())
    await chairDesk.freeze(caseId)
    await new MinutesPage(linh.page).sign(caseId, pin)
    await keepPictures(hoa.page, 'signing', () => pdfDrawn(hoa.page))
    await new MinutesPage(hoa.page).sign(caseId, pin)
    await keepPictures(hoa.page, 'signed', () => pdfDrawn(hoa.page))
    await chairDesk.sign(caseId, pin)
    await tinh.page.getByText('Đã lưu vào hồ sơ người bệnh').waitFor({ timeout: 60_000 })
  })

  it("stands in the patient's record with hash and receipt, and every signature is valid to an independent reader", async () => {
    const { page, context } = hoa
    await openRecord(page, 'le quang hoa', patient)
    await keepPictures(page, 'record-with-minutes')
    const documents = page.getByRole('region', { name: 'Biên bản đã lưu' })
    await documents.getByText(/LV-[0-9a-f-]{36}/).first().waitFor()
    const hash = /[0-9a-f]{64}/.exec((await documents.innerText()).replace('SHA-256', '').replace(/\s/g, ''))?.[0]
    const address = await documents.getByRole('link', { name: 'Tải về' }).first().getAttribute('href')
    const response = await context.request.get(address ?? '')
    expect(response.status()).toBe(200)
    const bytes = new Uint8Array(await response.body())
    expect(hash).toBe(Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex'))

    const pdf = readPdf(bytes)
    for (const words of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'MS: 27/BV2', patient.toUpperCase(), chair.name, secretary.name, conclusion, direction, answer]) {
      expect(pdf.text).toContain(words.normalize('NFC'))
    }
    expect(pdf).toMatchObject({ signatures: 3, valid: 3 })
    expect(pdf.signers).toEqual(expect.arrayContaining([secretary.name, doctor.name, chair.name]))
  })

  it('is answered by the treating doctor, who reports what came of it and spares the patient the journey', async () => {
    const { page } = hoa
    await page.goto(`/cases/${caseId}#outcome`)
    const outcome = page.locator('#outcome')
    await outcome.getByRole('button', { name: 'Ghi ý kiến' }).waitFor()
    await keepPictures(page, 'decision')
    await outcome.getByRole('button', { name: 'Ghi ý kiến' }).click()
    const report = outcome.getByRole('button', { name: 'Báo kết quả và đóng ca' })
    await report.waitFor()
    await keepPictures(page, 'outcome')
    await outcome.getByLabel('Diễn biến và kết quả của người bệnh').fill('Mổ lúc 22 giờ, hậu mổ ổn định, tự thở.')
    await outcome.getByText(stayed).click()
    expect(await seriousFindings(page)).toEqual([])
    await report.click()
    await outcome.getByText(`Chuyển tuyến: ${stayed}`).waitFor()
    await keepPictures(page, 'outcome-reported')
  })

  it('shows nothing of it to a doctor of a hospital that has no part in it', async () => {
    const stranger = await browsers.seat()
    await signIn(stranger.page, person('minhkhoi'))
    for (const path of [`/cases/${caseId}`, `/cases/${caseId}/minutes`, `/cases/${caseId}/sign`, `/cases/${caseId}/room`]) {
      // The shell is sent before the page is known to be missing, so the page's words tell, not the status.
      await stranger.page.goto(path)
      await stranger.page.getByText('Không có trang này').waitFor()
      expect(await stranger.page.content(), path).not.toContain(patient)
    }
    expect((await stranger.context.request.get(`${inject('origin')}/api/cases/${caseId}/minutes/1`)).status()).toBe(404)
    await stranger.close()
  })
})
