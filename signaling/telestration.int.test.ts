import type { ScheduledCase } from '#core/case/case.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { seatId, type SourceRef } from '#contract/room.ts'
import type { TestGuest } from './test-guest.ts'
import { sendCamera } from './test-media.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'
import type { Person } from './test-world.ts'

let running: RunningSignaling
const guests: TestGuest[] = []

beforeAll(async () => {
  running = await runSignaling()
})
afterAll(() => running.close())
afterEach(() => guests.splice(0).forEach((guest) => guest.close()))

async function inside(person: Person, one: ScheduledCase) {
  const guest = await running.come(person, one)
  guests.push(guest)
  const { you } = await guest.hear('admitted')
  return { guest, you }
}

/** The chair, and the requester who shows a camera. */
async function consult() {
  const one = await running.world.bookCase()
  const chair = await inside('chair', one)
  const coming = inside('requester', one)
  await chair.guest.hear('waiting-changed', ({ waiting }) => waiting?.length === 1)
  await chair.guest.demand('start-session', { admitAll: true })
  const requester = await coming
  const camera = await sendCamera(requester.guest, 4_711)
  const source: SourceRef = { seat: requester.you, label: 'camera' }
  return { one, chair, requester, camera, source }
}

const mark = (source: SourceRef, more: object = {}) => ({ source, id: 'mark-0001', tool: 'arrow' as const, from: 0, points: [{ x: 0.25, y: 0.75 }], done: false, ...more })

describe('drawing over a picture', () => {
  test('reaches the others as it grows, and those who come late when it is done', async () => {
    const { one, chair, requester, camera, source } = await consult()
    await chair.guest.demand('draw', mark(source))
    expect(await requester.guest.hear('mark-drawn')).toMatchObject({ by: chair.you, points: [{ x: 0.25, y: 0.75 }], done: false })
    await chair.guest.demand('draw', mark(source, { from: 1, points: [{ x: 0.5, y: 0.5 }], done: true }))
    expect(await requester.guest.hear('mark-drawn', ({ done }) => done)).toMatchObject({ from: 1 })
    const late = await inside('coordinator', one)
    expect(await late.guest.demand('get-boards', {})).toMatchObject({ boards: [{ source, marks: [{ points: [{ x: 0.25, y: 0.75 }, { x: 0.5, y: 0.5 }] }] }] })
    camera.close()
  })

  test('leaves no mark on anybody\'s screen that was cut off under the hand', async () => {
    const { one, chair, requester, camera, source } = await consult()
    const grows = async (id: string): Promise<void> => {
      await chair.guest.demand('draw', mark(source, { id }))
      await requester.guest.hear('mark-drawn', (drawn) => drawn.id === id && !drawn.done)
    }
    const cutOff = (id: string) => requester.guest.hear('mark-drawn', (drawn) => drawn.id === id && drawn.done && drawn.points.length === 0)
    await grows('mark-0001')
    await grows('mark-0002')
    await cutOff('mark-0001')
    const elsewhere = await inside('chair', one)
    await cutOff('mark-0002')
    await elsewhere.guest.demand('draw', mark(source, { id: 'mark-0003' }))
    elsewhere.guest.drop()
    await cutOff('mark-0003')
    camera.close()
  })

  test('goes with the person whose picture it lay over', async () => {
    const { chair, requester, camera, source } = await consult()
    await chair.guest.demand('draw', mark(source, { done: true }))
    camera.close()
    await requester.guest.demand('leave', {})
    expect(await chair.guest.hear('board-changed')).toEqual({ source, frozen: null, marks: [] })
  })

  test('ends under the hand of whoever may draw no longer', async () => {
    const { chair, requester, camera, source } = await consult()
    await chair.guest.demand('grant-drawing', { seat: requester.you, granted: true })
    await requester.guest.demand('draw', mark(source))
    await chair.guest.demand('grant-drawing', { seat: requester.you, granted: false })
    const gone = { id: 'mark-0001', points: [], done: true }
    for (const { guest } of [chair, requester]) expect(await guest.hear('mark-drawn', ({ done }) => done)).toMatchObject(gone)
    camera.close()
  })

  test("needs the chair's leave, which ends with the leave", async () => {
    const { chair, requester, camera, source } = await consult()
    expect(await requester.guest.ask('draw', mark(source))).toEqual({ ok: false, error: 'room.may-not-draw' })
    await chair.guest.demand('grant-drawing', { seat: requester.you, granted: true })
    await requester.guest.demand('draw', mark(source, { done: true }))
    await chair.guest.demand('clear-all-marks', { source })
    expect(await requester.guest.hear('board-changed')).toMatchObject({ marks: [] })
    await chair.guest.demand('grant-drawing', { seat: requester.you, granted: false })
    expect((await requester.guest.ask('draw', mark(source))).ok).toBe(false)
    camera.close()
  })

  test('is refused for a place outside the picture and for a source that is not there', async () => {
    const { chair, camera, source } = await consult()
    expect(await chair.guest.ask('draw', mark(source, { points: [{ x: 1.2, y: 0 }] }))).toEqual({ ok: false, error: 'wire.malformed' })
    expect(await chair.guest.ask('draw', mark({ seat: seatId.parse(crypto.randomUUID()), label: 'field' }))).toEqual({ ok: false, error: 'room.no-such-source' })
    camera.close()
  })

  test('outlives a restart of the room server', async () => {
    const { one, chair, camera, source } = await consult()
    await chair.guest.demand('draw', mark(source, { done: true }))
    camera.close()
    await running.restart()
    const back = await inside('chair', one)
    expect(await back.guest.demand('get-boards', {})).toMatchObject({ boards: [{ source, marks: [{ id: 'mark-0001' }] }] })
  })
})

describe('the kill switch', () => {
  test('takes what lay over the pictures from the screens of those who stay', async () => {
    const { chair, requester, camera, source } = await consult()
    await chair.guest.demand('freeze-picture', { source, frame: 'a'.repeat(64) })
    await requester.guest.hear('board-changed', ({ frozen }) => frozen !== null)
    await requester.guest.demand('block-video', {})
    for (const { guest } of [chair, requester]) expect(await guest.hear('board-changed', ({ frozen }) => frozen === null)).toEqual({ source, frozen: null, marks: [] })
    camera.close()
  })

  test('ends all video at the media server and lets none begin, also after a loss of the media, until the same side lifts it', async () => {
    const { chair, requester, camera } = await consult()
    await requester.guest.demand('block-video', {})
    await chair.guest.hear('room-changed', ({ settings }) => settings?.videoBlocked !== null && settings?.videoBlocked !== undefined)
    await chair.guest.hear('room-changed', ({ participants }) => participants.some(({ seat, sources }) => seat === requester.you && sources.length === 0))
    camera.close()
    await expect(sendCamera(requester.guest, 4_712)).rejects.toThrow('media.video-blocked')
    const [pid = 0] = running.sfu.sfu.workerPids()
    process.kill(pid, 'SIGKILL')
    await requester.guest.hear('media-lost')
    await expect(sendCamera(requester.guest, 4_713)).rejects.toThrow('media.video-blocked')
    expect(await chair.guest.ask('allow-video', {})).toEqual({ ok: false, error: 'room.may-not-allow-video' })
    await requester.guest.demand('allow-video', {})
    const again = await sendCamera(requester.guest, 4_714)
    again.close()
  })
})
