import { afterEach, describe, expect, it } from 'vitest'
import { EmergencyPage } from '../pages/emergency-page.ts'
import { RoomPage } from '../pages/room-page.ts'
import { signIn } from '../pages/sign-in-page.ts'
import { Browsers } from '../support/browsers.ts'
import { person } from '../support/people.ts'
import { advances } from '../support/video.ts'

const browsers = new Browsers()
afterEach(() => browsers.close())

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
  })
})
