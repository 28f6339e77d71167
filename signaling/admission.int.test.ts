import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { TestGuest } from './test-guest.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'
import type { Person } from './test-world.ts'
import type { ScheduledCase } from '#core/case/case.ts'

let running: RunningSignaling
const guests: TestGuest[] = []

beforeAll(async () => {
  running = await runSignaling()
})
afterAll(() => running.close())
afterEach(() => guests.splice(0).forEach((guest) => guest.close()))

async function come(person: Person, one: ScheduledCase): Promise<TestGuest> {
  const guest = await running.come(person, one)
  guests.push(guest)
  return guest
}

async function session() {
  const one = await running.world.bookCase()
  const chair = await come('chair', one)
  const { you: chairSeat } = await chair.hear('admitted')
  return { one, chair, chairSeat }
}

describe('the door', () => {
  test('opens once with a ticket', async () => {
    const one = await running.world.bookCase()
    const ticket = await running.ticket('chair', one)
    guests.push(await TestGuest.come(running.port(), { kind: 'ticket', ticket }))
    await expect(TestGuest.come(running.port(), { kind: 'ticket', ticket })).rejects.toThrow('handshake.ticket-used')
  })

  test('stays shut for a forged ticket and for a person who is not of the case', async () => {
    const one = await running.world.bookCase()
    await expect(TestGuest.come(running.port(), { kind: 'ticket', ticket: 'x'.repeat(40) })).rejects.toThrow('handshake.ticket-invalid')
    await expect(running.come('stranger', one)).rejects.toThrow('case.not-found')
  })

  test('opens the lobby of the case with the first arrival', async () => {
    const one = await running.world.bookCase()
    await come('requester', one)
    expect(await running.world.statusOf(one)).toBe('lobby')
  })

  test('lets the chair in at once and everybody else wait, with the host told', async () => {
    const { one, chair } = await session()
    const member = await come('member', one)
    expect(await member.hear('waiting')).toMatchObject({ hostPresent: true, locked: false })
    const { waiting } = await chair.hear('waiting-changed', (told) => told.waiting?.length === 1)
    expect(waiting?.[0]).toMatchObject({ name: 'Phạm Đức Viên', part: 'member' })
  })

  test('tells who waits when a host has come', async () => {
    const one = await running.world.bookCase()
    const requester = await come('requester', one)
    expect(await requester.hear('waiting')).toMatchObject({ hostPresent: false })
    await come('coordinator', one)
    expect(await requester.hear('lobby-changed')).toEqual({ hostPresent: true, locked: false })
  })

  test('serves no media and nothing of the room to who waits', async () => {
    const { one } = await session()
    const member = await come('member', one)
    await member.hear('waiting')
    for (const request of ['media-capabilities', 'get-room'] as const) {
      expect(await member.ask(request, {}, 300)).toEqual({ ok: false, error: 'wire.timeout' })
    }
  })

  test('lets in by the host alone, and audits it', async () => {
    const { one, chair } = await session()
    const member = await come('member', one)
    const { you: seat } = await member.hear('waiting')
    await chair.demand('admit', { seat })
    const { room } = await member.hear('admitted')
    expect(room.participants.map(({ part, isHost }) => [part, isHost])).toEqual([['chair', true], ['member', false]])
    const requester = await come('requester', one)
    const { you: waiting } = await requester.hear('waiting')
    expect(await member.ask('admit', { seat: waiting })).toEqual({ ok: false, error: 'room.not-host' })
  })

  test('lets nobody in while the room is locked', async () => {
    const { one, chair } = await session()
    await chair.demand('set-lock', { locked: true })
    const member = await come('member', one)
    const { you: seat, locked } = await member.hear('waiting')
    expect(locked).toBe(true)
    expect(await chair.ask('admit', { seat })).toEqual({ ok: false, error: 'room.locked' })
  })
})

describe('a session', () => {
  test('is started by the host for everyone at one stroke, runs, and is ended for everyone', async () => {
    const { one, chair } = await session()
    const others = [await come('member', one), await come('requester', one)]
    await Promise.all(others.map((other) => other.hear('waiting')))
    await chair.demand('start-session', { admitAll: true })
    const [seen] = await Promise.all(others.map((other) => other.hear('admitted')))
    expect(seen?.room.settings.session).toBe('live')
    expect(await running.world.statusOf(one)).toBe('live')
    await chair.demand('end-session', {})
    for (const guest of [chair, ...others]) expect(await guest.hear('dismissed')).toEqual({ reason: 'ended' })
    expect(await running.world.statusOf(one)).toBe('ended')
    await expect(running.come('member', one)).rejects.toThrow('case.wrong-state')
  })

  test('is ended by no one but the host', async () => {
    const { one, chair } = await session()
    const member = await come('member', one)
    await member.hear('waiting')
    await chair.demand('start-session', { admitAll: true })
    await member.hear('admitted')
    expect(await member.ask('end-session', {})).toEqual({ ok: false, error: 'room.not-host' })
  })

  test('keeps what was written', async () => {
    const { one, chair } = await session()
    const member = await come('member', one)
    const { you: seat } = await member.hear('waiting')
    await chair.demand('admit', { seat })
    await member.hear('admitted')
    await chair.demand('send-message', { text: 'Xem lại phim CT giúp tôi' })
    expect(await member.hear('message-added')).toMatchObject({ text: 'Xem lại phim CT giúp tôi', authorName: 'Trần Văn Chủ' })
    const { messages } = await member.demand('message-history', { before: null, limit: 50 })
    expect(messages.map(({ text }) => text)).toEqual(['Xem lại phim CT giúp tôi'])
  })

  test('tells everyone of hands and muting, and lets only the owner unmute', async () => {
    const { one, chair, chairSeat } = await session()
    const member = await come('member', one)
    const { you: seat } = await member.hear('waiting')
    await chair.demand('admit', { seat })
    await member.hear('admitted')
    await member.demand('raise-hand', { raised: true })
    await chair.hear('room-changed', ({ participants }) => participants.some((one) => one.seat === seat && one.handRaisedAt !== null))
    expect(await member.ask('set-muted', { source: { seat: chairSeat, label: 'microphone' }, muted: true })).toEqual({ ok: false, error: 'room.not-host' })
  })

  test('sends someone back to the lobby, and out', async () => {
    const { one, chair } = await session()
    const member = await come('member', one)
    const { you: seat, resumeToken } = await member.hear('waiting')
    await chair.demand('admit', { seat })
    await member.hear('admitted')
    await chair.demand('send-back', { seat })
    await member.hear('waiting')
    await chair.demand('remove', { seat })
    expect(await member.hear('dismissed')).toEqual({ reason: 'removed' })
    await expect(running.resume(resumeToken)).rejects.toThrow('room.removed')
    const again = await come('member', one)
    await again.hear('waiting')
  })
})
