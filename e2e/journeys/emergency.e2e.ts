import { afterEach, describe, expect, it } from 'vitest'
import { choose } from '../pages/combobox.ts'
import { EmergencyPage } from '../pages/emergency-page.ts'
import { MinutesPage } from '../pages/minutes-page.ts'
import { RoomPage } from '../pages/room-page.ts'
import { signIn } from '../pages/sign-in-page.ts'
import { Browsers, type Seat } from '../support/browsers.ts'
import { hears, listenIn } from '../support/hearing.ts'
import { LadderClock } from '../support/ladder-clock.ts'
import { person } from '../support/people.ts'
import { keepSizes } from '../support/pictures.ts'
import { advances } from '../support/video.ts'

const browsers = new Browsers()
afterEach(() => browsers.close())

/** A camera that another program has taken: the room says so, and another device can be chosen on the spot. */
async function loseAndReplaceCamera(seat: Seat): Promise<void> {
  const { page } = seat
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'))
  })
  await page.getByRole('button', { name: /^Tắt máy quay/ }).click()
  await page.getByRole('button', { name: /^Bật máy quay/ }).click()
  const notice = page.getByRole('alert').filter({ hasText: 'Mọi người không thấy bạn.' })
  await notice.getByText('Thiết bị đang được chương trình khác dùng').waitFor()
  await keepSizes(seat, 'room-camera-lost')
  await notice.getByRole('button', { name: 'Chọn thiết bị khác' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Loa').or(dialog.getByLabel('Máy quay')).first().waitFor()
  await keepSizes(seat, 'room-devices')
  await page.evaluate(() => Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia'))
  await dialog.getByLabel('Máy quay').click()
  await page.getByRole('option').first().click()
  await notice.waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
}

describe('an emergency', () => {
  it('has the doctor on call in the room half a minute after the button is pressed', async () => {
    const caller = await browsers.seat()
    const expert = await browsers.seat()
    await signIn(caller.page, person('thuha'))
    await signIn(expert.page, person('khanhlinh'))
    const calling = new EmergencyPage(caller.page)
    const called = new EmergencyPage(expert.page)

    const pressedAt = performance.now()
    await calling.call({ specialty: 'Ngoại tổng hợp', age: 34, sex: 'Nam', line: 'Vết thương ngực hở, mất máu nhiều' })
    const callersRoom = new RoomPage(caller.page)
    await callersRoom.waitInside()
    const openAfter = performance.now() - pressedAt

    await called.ring().waitFor({ timeout: 30_000 })
    expect(await called.ring().innerText()).toContain('BVĐKKV Ba Lăng')
    await called.accept()
    const expertsRoom = new RoomPage(expert.page)
    await expertsRoom.waitInside()
    await calling.board().getByText(/Dương Khánh Linh đã nhận sau \d+ giây/).waitFor()
    const inRoomAfter = performance.now() - pressedAt
    await Promise.all([advances(expertsRoom.picture('requester')), advances(callersRoom.picture('chair'))])

    // The measured times are said aloud; what holds them to the clock is the bench, on a machine of its own.
    process.stdout.write(`room open after ${Math.round(openAfter)} ms, expert inside after ${Math.round(inRoomAfter)} ms\n`)
    await loseAndReplaceCamera(caller)
    await advances(expertsRoom.picture('requester'))
    await expertsRoom.endSession()
    await caller.page.getByText('Phiên hội chẩn đã kết thúc').waitFor()

    // Nobody had time to say who writes: the page of the minutes asks, and opens.
    await expert.page.getByText('Chưa có ai viết biên bản').waitFor()
    await keepSizes(expert, 'emergency-minutes')
    await choose(expert.page, 'Ai viết biên bản?', 'Thịnh')
    await new MinutesPage(expert.page).section('Kết luận').waitFor()
  })

  it('climbs the whole ladder while a hospital is silent, though the process that rings is killed, and brings the second one in', async () => {
    const caller = await browsers.signedIn(person('minhkhoi'))
    // The two hubs are two windows of one browser: what is shown is who rings, not what three machines can carry.
    const silent = await browsers.signedIn(person('khanhlinh'))
    const answering = await browsers.signedIn(person('thuha'), silent)
    await Promise.all([caller, silent, answering].map(async ({ page, context }) => {
      await listenIn(context)
      await page.goto('/')
    }))
    const [calling, unanswered, called] = [new EmergencyPage(caller.page), new EmergencyPage(silent.page), new EmergencyPage(answering.page)]
    const [callersRoom, expertsRoom] = [new RoomPage(caller.page), new RoomPage(answering.page)]
    const pressedAt = performance.now()
    await calling.call({ specialty: 'Ngoại tổng hợp', age: 51, sex: 'Nữ', line: 'Đau bụng dữ dội, tụt huyết áp' })
    await callersRoom.waitInside()
    await advances(callersRoom.picture('requester'), 2)
    process.stdout.write(`ladder: room open with its camera after ${Math.round(performance.now() - pressedAt)} ms\n`)
    const clock = new LadderClock(calling.caseId(), 'ngocVan')

    // 0:15, the doctor on call: her screen rings, the caller sees that she sees it, and nobody answers.
    await unanswered.ring().waitFor({ timeout: 30_000 })
    await calling.lineOf('Dương Khánh Linh').getByText(/thấy \d+ giây/).waitFor()
    // 0:45 comes while nothing is there to ring; what starts in its place rings the second on call, who is head of the department.
    const killed = clock.killRinging()
    await clock.reach(46)
    await calling.lineOf('Hoàng Đức Thịnh').getByText('Trực 2, trưởng khoa').waitFor({ timeout: 60_000 })
    // 1:30 everyone of the specialty, 3:00 the next hospital.
    await clock.reach(91)
    await calling.lineOf('Tô Minh Quân').getByText('Cả khoa').waitFor({ timeout: 30_000 })
    expect(await called.ring().isVisible()).toBe(false)
    await clock.reach(181)
    await called.ring().waitFor({ timeout: 30_000 })
    await calling.lineOf('Phạm Thị Thu Hà').waitFor()
    const rungAfter = await Promise.all(['Dương Khánh Linh', 'Nguyễn Thị Mai Hương', 'Hoàng Đức Thịnh', 'Tô Minh Quân', 'Phạm Thị Thu Hà'].map((name) => calling.rungAfter(name)))
    process.stdout.write(`ladder: rung after ${rungAfter.join(', ')} s${killed ? ', the process that rings killed after the first' : ''}\n`)
    // Never before its time; how late a crowded machine is, is the bench's to say.
    for (const [rung, promised] of [15, 15, 45, 90, 180].entries()) expect(rungAfter[rung]).toBeGreaterThanOrEqual(promised)

    await called.accept()
    await calling.board().getByText(/Phạm Thị Thu Hà đã nhận sau \d+ giây/).waitFor()
    await expertsRoom.waitInside()
    await Promise.all([advances(expertsRoom.picture('requester')), advances(callersRoom.picture('chair')), hears(caller.page), hears(answering.page)])
    await expertsRoom.endSession()
    await caller.page.getByText('Phiên hội chẩn đã kết thúc').waitFor()
  }, 420_000)
})
