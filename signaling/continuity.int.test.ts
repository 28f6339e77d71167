import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TestGuest } from './test-guest.ts'
import { sendCamera, watch } from './test-media.ts'
import { runSignaling, testTicketSecret, type RunningSignaling } from './test-signaling.ts'
import type { Person } from './test-world.ts'

let running: RunningSignaling
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSignaling({ media: 1_000, seat: 3_000, interruption: 1_500, idle: 60_000 })
})
afterAll(() => running.close())
afterEach(() => endings.splice(0).forEach((end) => end()))

async function come(person: Person, one: ScheduledCase): Promise<TestGuest> {
  const guest = await running.come(person, one)
  endings.push(() => guest.close())
  return guest
}

async function resume(token: string): Promise<TestGuest> {
  const guest = await running.resume(token)
  endings.push(() => guest.close())
  return guest
}

/** Chair, member and requester inside a live session. */
async function liveSession() {
  const one = await running.world.bookCase()
  const chair = await come('chair', one)
  const chairInside = await chair.hear('admitted')
  const member = await come('member', one)
  const requester = await come('requester', one)
  await Promise.all([member.hear('waiting'), requester.hear('waiting')])
  await chair.demand('start-session', { admitAll: true })
  const [memberInside, requesterInside] = await Promise.all([member.hear('admitted'), requester.hear('admitted')])
  return { one, chair, chairInside, member, memberInside, requester, requesterInside }
}

describe('media', () => {
  test('of one reaches the two others, and ends with a removal', async () => {
    const { chair, member, requester, requesterInside } = await liveSession()
    const camera = await sendCamera(requester, 2_001)
    endings.push(camera.close)
    const { participants } = await member.hear('room-changed', (change) => change.participants.some(({ sources }) => sources.length > 0))
    expect(participants[0]?.sources).toEqual([{ label: 'camera', stream: camera.stream, muted: 'no' }])
    const viewers = await Promise.all([watch(chair, [camera.stream]), watch(member, [camera.stream])])
    viewers.forEach((viewer) => endings.push(viewer.close))
    await Promise.all(viewers.map((viewer) => viewer.nextPacket()))
    await chair.demand('remove', { seat: requesterInside.you })
    await requester.hear('dismissed')
    await member.hear('room-changed', ({ gone }) => gone.includes(requesterInside.you))
  })

  test('is silenced at the server when the host mutes, and flows again by its owner', async () => {
    const { chair, member, memberInside } = await liveSession()
    const camera = await sendCamera(member, 2_002)
    endings.push(camera.close)
    const viewer = await watch(chair, [camera.stream])
    endings.push(viewer.close)
    await viewer.nextPacket()
    const source = { seat: memberInside.you, label: 'camera' } as const
    await chair.demand('set-muted', { source, muted: true })
    await member.hear('room-changed', (change) => change.participants.some(({ sources }) => sources[0]?.muted === 'by-host'))
    await camera.pace.sent(5)
    const before = viewer.received()
    await camera.pace.sent(20)
    expect(viewer.received() - before).toBeLessThanOrEqual(1)
    expect(await chair.ask('set-muted', { source, muted: false })).toEqual({ ok: false, error: 'room.not-yours' })
    await member.demand('set-muted', { source, muted: false })
    await viewer.nextPacket()
  })

  test('is described to whoever comes once it is open, so that it need not be asked for', async () => {
    const { one, chairInside, member } = await liveSession()
    expect(chairInside.offer).toBeUndefined()
    const offer = await member.demand('media-capabilities', {})
    const again = await come('chair', one)
    expect((await again.hear('admitted')).offer).toEqual(offer)
  })

  test('comes back after the worker has died: everybody is told to join again', async () => {
    const { chair, member } = await liveSession()
    const camera = await sendCamera(member, 2_003)
    endings.push(camera.close)
    const [pid = 0] = running.sfu.sfu.workerPids()
    process.kill(pid, 'SIGKILL')
    await Promise.all([chair.hear('media-lost'), member.hear('media-lost')])
    const again = await sendCamera(member, 2_004)
    endings.push(again.close)
    const viewer = await watch(chair, [again.stream])
    endings.push(viewer.close)
    await viewer.nextPacket()
  })
})

describe('a lost line', () => {
  test('keeps the seat, what flows from it and the hand, and leaves no ghost', async () => {
    const { chair, member, memberInside } = await liveSession()
    const camera = await sendCamera(member, 2_010)
    endings.push(camera.close)
    const viewer = await watch(chair, [camera.stream])
    endings.push(viewer.close)
    await member.demand('raise-hand', { raised: true })
    member.drop()
    await chair.hear('room-changed', (change) => change.participants.some(({ presence }) => presence === 'away'))
    const back = await resume(memberInside.resumeToken)
    const { you, room, media } = await back.hear('admitted')
    expect({ you, media }).toEqual({ you: memberInside.you, media: 'kept' })
    expect(room.participants).toHaveLength(3)
    expect(room.participants.find(({ seat }) => seat === you)).toMatchObject({
      presence: 'here', handRaisedAt: expect.any(String) as string, sources: [{ label: 'camera', stream: camera.stream }],
    })
    await viewer.nextPacket()
  })

  test('ends its picture first and its seat later, with the stay written down', async () => {
    const { one, chair, member, memberInside } = await liveSession()
    const camera = await sendCamera(member, 2_011)
    member.close()
    camera.close()
    await chair.hear('room-changed', (change) => change.participants.some(({ seat, sources }) => seat === memberInside.you && sources.length === 0))
    await chair.hear('room-changed', ({ gone }) => gone.includes(memberInside.you))
    const stays = () => running.world.store.read(running.world.actors.chair, ({ attendance }) => attendance.of(one.id))
    await expect.poll(async () => (await stays()).filter(({ leftAt }) => leftAt !== null).length).toBe(1)
    const again = await come('member', one)
    expect((await again.hear('admitted')).you).toBe(memberInside.you)
  })

  test('is given up when the same person opens the room elsewhere', async () => {
    const { one, member, memberInside } = await liveSession()
    const other = await come('member', one)
    expect(await member.hear('dismissed')).toEqual({ reason: 'opened-elsewhere' })
    expect((await other.hear('admitted')).you).toBe(memberInside.you)
  })

  test('does not take the place back from the machine at which the person sits since', async () => {
    const { one, chair, member, memberInside } = await liveSession()
    member.drop()
    await chair.hear('room-changed', (change) => change.participants.some(({ presence }) => presence === 'away'))
    const phone = await come('member', one)
    const phoneInside = await phone.hear('admitted')
    const asleep = await resume(memberInside.resumeToken)
    expect(await asleep.hear('dismissed')).toEqual({ reason: 'opened-elsewhere' })
    await asleep.ended()
    await phone.demand('raise-hand', { raised: true })
    // The newer machine's own lost line is still its own.
    phone.drop()
    await running.restart()
    await expect(resume(memberInside.resumeToken).then((old) => old.hear('dismissed'))).resolves.toEqual({ reason: 'opened-elsewhere' })
    expect(await (await resume(phoneInside.resumeToken)).hear('admitted')).toMatchObject({ you: memberInside.you })
  })

  test('does not bring back a machine whose person has left the room at another one', async () => {
    const { one, chair, member, memberInside } = await liveSession()
    member.drop()
    const phone = await come('member', one)
    await phone.hear('admitted')
    await phone.demand('leave', {})
    await chair.hear('room-changed', ({ gone }) => gone.includes(memberInside.you))
    const asleep = await resume(memberInside.resumeToken)
    expect(await asleep.hear('dismissed')).toEqual({ reason: 'opened-elsewhere' })
    expect((await chair.demand('get-room', {})).participants).toHaveLength(2)
    expect((await (await come('member', one)).hear('admitted')).you).toBe(memberInside.you)
  })

  test('comes back by a token that an earlier version gave, which does not say when it came', async () => {
    const { one, member, memberInside } = await liveSession()
    member.drop()
    const earlier = makeJoinTickets({ secret: testTicketSecret, clock: () => new Date(), newId: () => crypto.randomUUID() })
    const back = await resume(await earlier.issueResumeToken(running.world.ticketOf('member', one)))
    expect((await back.hear('admitted')).you).toBe(memberInside.you)
  })

  test('of everybody interrupts the case, and the first one back resumes it', async () => {
    const { one, chair, chairInside, member, requester } = await liveSession()
    for (const guest of [chair, member, requester]) guest.close()
    await untilStatus(one, 'interrupted')
    await resume(chairInside.resumeToken)
    await untilStatus(one, 'live')
  })
})

describe('a restart of the room server', () => {
  test('keeps every place: nobody waits at the door again, and media is joined anew', async () => {
    const { chairInside, member, memberInside, requester } = await liveSession()
    member.close()
    requester.close()
    await running.restart()
    const chair = await resume(chairInside.resumeToken)
    const inside = await chair.hear('admitted')
    expect(inside).toMatchObject({ you: chairInside.you, media: 'none', room: { settings: { session: 'live' } } })
    const back = await resume(memberInside.resumeToken)
    expect(await back.hear('admitted')).toMatchObject({ you: memberInside.you })
    const camera = await sendCamera(back, 2_020)
    endings.push(camera.close)
    const viewer = await watch(chair, [camera.stream])
    endings.push(viewer.close)
    await viewer.nextPacket()
  })
})

/** The case is moved by the platform itself, some time after the last line broke; no guest is there to be told. */
async function untilStatus(one: ScheduledCase, status: string): Promise<void> {
  await expect.poll(() => running.world.statusOf(one), { timeout: 8_000, interval: 200 }).toBe(status)
}
