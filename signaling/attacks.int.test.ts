import fc from 'fast-check'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { protocolVersion } from '#contract/define.ts'
import { socketPath } from '#contract/handshake.ts'
import { allRoomRequests } from '#contract/room-wire.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import { documentPath } from './minutes/document-socket.ts'
import { TestGuest } from './test-guest.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'

/** What an attacker with a socket tries: each is refused, and nobody else notices. */

let running: RunningSignaling
let one: ScheduledCase

beforeAll(async () => {
  running = await runSignaling({ standing: 150 })
  one = await running.world.bookCase()
}, 60_000)
afterAll(() => running.close())

const refusalOf = async (coming: Promise<TestGuest>): Promise<string> => {
  try {
    const guest = await coming
    guest.close()
    return 'let in'
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause)
  }
}

/** The room still serves an honest person. */
const stillServes = async (): Promise<void> => {
  const chair = await running.come('chair', one)
  expect((await chair.demand('get-room', {})).participants.length).toBeGreaterThan(0)
  chair.close()
}

describe('a join ticket', () => {
  it('opens once: whoever caught it on its way comes too late, also at the same moment', async () => {
    const ticket = await running.ticket('member', one)
    const answers = await Promise.all(Array.from({ length: 5 }, () => refusalOf(TestGuest.come(running.port(), { kind: 'ticket', ticket }))))
    expect(answers.filter((answer) => answer === 'let in')).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'handshake.ticket-used')).toHaveLength(4)
    expect(await refusalOf(TestGuest.come(running.port(), { kind: 'ticket', ticket }))).toBe('handshake.ticket-used')
  })

  it('is worth nothing changed, unsigned, signed by another, as a resume token or for another door', async () => {
    const ticket = await running.ticket('member', one)
    const [head, body = '', mark] = ticket.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const forged = (change: object): string => Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const tries = [
      `${head}.${forged({ part: 'chair' })}.${mark}`, `${none}.${body}.`, `${none}.${forged({ part: 'chair' })}.`, `${head}.${body}.${'A'.repeat(43)}`,
      await running.minutesTicket('member', one), await running.serviceToken(one), `${ticket}x`, 'x'.repeat(400),
    ]
    for (const attempt of tries) expect(await refusalOf(TestGuest.come(running.port(), { kind: 'ticket', ticket: attempt }))).toMatch(/^handshake\.ticket-invalid$/)
    expect(await refusalOf(running.resume(ticket))).toBe('handshake.resume-invalid')
    await stillServes()
  })

  it('for one room tells nothing of another: names of rooms and seats are of no use', async () => {
    const other = await running.world.bookCase()
    const chair = await running.come('chair', one)
    const stranger = await running.come('chair', other)
    const { you } = await chair.hear('admitted')
    for (const [event, input] of [['remove', { seat: you }], ['send-back', { seat: you }], ['set-main', { source: { seat: you, label: 'camera' } }], ['set-presenter', { seat: you }]] as const) {
      expect(await stranger.ask(event, input)).toMatchObject({ ok: false })
    }
    expect((await stranger.demand('get-room', {})).participants.map(({ seat }) => seat)).not.toContain(you)
    stranger.close()
    chair.close()
  })
})

const anything = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.string({ maxLength: 2_000 }), fc.double(), fc.constantFrom(null, undefined, '__proto__', { __proto__: { ok: true } }, { seat: { toString: 'x' } }))
const events = [...Object.keys(allRoomRequests), 'connect_error', 'disconnecting', '__proto__', 'constructor', 'toString', 'dismissed', 'admitted']

describe('a socket inside the room', () => {
  it('may say anything at all: what is malformed is refused by that word, and the room goes on', async () => {
    const ticket = await running.ticket('member', one)
    const socket = io(`http://127.0.0.1:${running.port()}`, { path: socketPath, auth: { protocol: protocolVersion, credential: { kind: 'ticket', ticket } }, transports: ['websocket'], forceNew: true, reconnection: false })
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject))
    const chair = await running.come('chair', one)
    await chair.ask('admit-all', {})
    const allowed = events.filter((event) => !['connect_error', 'disconnecting'].includes(event))
    await fc.assert(fc.asyncProperty(fc.constantFrom(...allowed), anything, fc.boolean(), async (event, input, wants) => {
      // It may have said that it leaves.
      if (!socket.connected) return
      if (!wants || !Object.hasOwn(allRoomRequests, event)) {
        socket.emit(event, input)
        return
      }
      const answer: unknown = await socket.timeout(1_000).emitWithAck(event, input).catch(() => 'silence')
      // Silence is an answer to whoever is still at the door, where only leaving is asked.
      if (answer !== 'silence') expect(answer).toHaveProperty('ok')
    }), { numRuns: 150, endOnFailure: true })
    socket.disconnect()
    expect((await chair.demand('get-room', {})).participants.length).toBeGreaterThan(0)
    chair.close()
  }, 60_000)

  it('is hung up on for a message that is too large, and asked to slow down when it floods', async () => {
    const big = await running.come('member', one)
    const gone = big.ended()
    void big.ask('raise-hand', { raised: true, padding: 'x'.repeat(400_000) } as never, 500).catch(() => undefined)
    await gone
    const coordinator = await running.come('coordinator', one)
    const answers = await Promise.all(Array.from({ length: 450 }, () => coordinator.ask('get-room', {})))
    expect(answers.some((answer) => !answer.ok && answer.error === 'wire.too-fast')).toBe(true)
    coordinator.close()
    await stillServes()
  })

  it('finds no door from another site’s page, whatever ticket it may have got hold of', async () => {
    const knock = (path: string, origin: string | undefined): Promise<number> =>
      new Promise((resolve) => {
        const line = new WebSocket(`ws://127.0.0.1:${running.port()}${path}`, { ...(origin !== undefined && { origin }) })
        line.once('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
        line.once('open', () => {
          line.close()
          resolve(101)
        })
        line.on('error', () => undefined)
      })
    for (const path of [documentPath, `${socketPath}/?EIO=4&transport=websocket`]) {
      for (const foreign of ['https://evil.example', 'http://127.0.0.1.evil.example', 'http://127.0.0.1:1', 'null']) expect([path, foreign, await knock(path, foreign)]).toEqual([path, foreign, path === documentPath ? 403 : 400])
      // Our own pages, and processes, which are no browsers.
      for (const own of ['http://127.0.0.1', undefined]) expect([path, own, await knock(path, own)]).toEqual([path, own, 101])
    }
    await stillServes()
  })

  it('finds no door by raw words: neither on the rooms nor on the minutes', async () => {
    const garbage = fc.sample(fc.oneof(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), fc.string({ maxLength: 300 }), fc.constantFrom('40', '42["admit-all",{}]', '451-["x"]', '4', '\u0000'.repeat(64))), 60)
    const knock = (path: string, words: readonly (Buffer | string)[]): Promise<void> =>
      new Promise((resolve) => {
        const line = new WebSocket(`ws://127.0.0.1:${running.port()}${path}`)
        line.on('error', () => undefined)
        line.once('close', () => resolve())
        line.once('open', () => {
          for (const word of words) line.send(word)
          setTimeout(() => line.close(), 300)
        })
      })
    await Promise.all([knock(`${socketPath}/?EIO=4&transport=websocket`, garbage), knock(documentPath, garbage), knock(documentPath, [Buffer.alloc(2 * 1024 * 1024)]), knock(`${socketPath}/?EIO=4&transport=websocket`, [Buffer.alloc(1024 * 1024)])])
    await stillServes()
  }, 30_000)
})

describe('a right that is taken away', () => {
  it('ends an open socket in the room: of a member who is taken off the team, and of a coordinator who is one no longer', async () => {
    const booked = await running.world.bookCase()
    const chair = await running.come('chair', booked)
    const member = await running.come('member', booked)
    const coordinator = await running.come('coordinator', booked)
    await chair.demand('admit-all', {})
    await chair.hear('room-changed', ({ participants }) => participants.some(({ part }) => part === 'member'))
    const { admin, actors } = running.world
    await admin.query(`UPDATE team_member SET reply = 'declined', decline_reason = 'Rút' WHERE case_id = $1 AND practitioner_id = $2`, [booked.id, actors.member.practitioner])
    expect(await member.hear('dismissed')).toEqual({ reason: 'removed' })
    await admin.query(`UPDATE practitioner_role SET roles = '{nurse}' WHERE practitioner_id = $1`, [actors.coordinator.practitioner])
    expect(await coordinator.hear('dismissed')).toEqual({ reason: 'removed' })
    expect(await refusalOf(running.come('member', booked))).toBe('case.not-allowed')
    expect((await chair.demand('get-room', {})).participants.map(({ part }) => part)).toEqual(['chair'])
    chair.close()
  })

  it('ends the place that is kept for somebody whose line is down', async () => {
    const booked = await running.world.bookCase()
    const chair = await running.come('chair', booked)
    const member = await running.come('member', booked)
    const { resumeToken } = await member.hear('waiting')
    await chair.demand('admit-all', {})
    await chair.hear('room-changed', ({ participants }) => participants.some(({ part }) => part === 'member'))
    member.close()
    const { admin, actors } = running.world
    await admin.query(`UPDATE team_member SET reply = 'declined', decline_reason = 'Rút' WHERE case_id = $1 AND practitioner_id = $2`, [booked.id, actors.member.practitioner])
    await chair.hear('room-changed', ({ gone }) => gone.length > 0)
    expect(await refusalOf(running.resume(resumeToken))).toBe('case.not-allowed')
    chair.close()
  })
})
