import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeSpendInvitation, makeVouchForGuest } from '#core/guest/come-as-guest.ts'
import { makeInviteGuest, makeWithdrawGuest } from '#core/guest/invite-guest.ts'
import type { DoorPorts } from '#core/guest/ports.ts'
import type { GuestRole } from '#core/room/guest-part.ts'
import type { JoinTicket } from '#core/room/ticket.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { TestGuest } from './test-guest.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'

/** People without an account, over the room's own socket: in by the host, within their role, out at once. */

let running: RunningSignaling
let door: DoorPorts
const lines: TestGuest[] = []

beforeAll(async () => {
  running = await runSignaling({ standing: 1_000 })
  const { store } = running.world
  door = {
    inHospital: store.asOrganization, guestAtDoor: store.guestAtDoor, clock: () => new Date(),
    digest: (text) => brandId<Sha256>(createHash('sha256').update(text).digest('hex')), newSecret: () => randomBytes(32).toString('base64url'),
  }
})
afterAll(() => running.close())
afterEach(() => lines.splice(0).forEach((line) => line.close()))

const must = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const refusalOf = (line: Promise<TestGuest>): Promise<string> => line.then(() => 'came in', (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)))

/** Invites, spends the link, and gives the portal's word for the guest. */
async function vouched(one: ScheduledCase, role: GuestRole) {
  const { store, actors } = running.world
  const { guest, secret } = must(await makeInviteGuest({ ...door, atomically: store.atomically, newId: randomUUID })(actors.coordinator, { case: one.id, name: 'Lê Văn Khách', workplace: 'Trường ĐH Y', role }))
  const { key } = must(await makeSpendInvitation(door)(secret))
  return { guest, secret, key, ticket: must(await makeVouchForGuest(door)(key)) }
}

const comeWith = async (ticket: JoinTicket): Promise<TestGuest> => {
  const line = await running.comeWith(ticket)
  lines.push(line)
  return line
}

/** A session with its chair inside, and a guest who has been let in. */
async function inside(role: GuestRole) {
  const one = await running.world.bookCase()
  const chair = await running.come('chair', one)
  lines.push(chair)
  const { you: chairSeat } = await chair.hear('admitted')
  const invited = await vouched(one, role)
  const line = await comeWith(invited.ticket)
  const { you: seat } = await line.hear('waiting')
  await chair.demand('admit', { seat })
  const { room, resumeToken } = await line.hear('admitted')
  return { one, chair, chairSeat, line, seat, room, resumeToken, ...invited }
}

describe('a guest', () => {
  test('waits while nobody has come, then at the door, and is seen there by name and workplace', async () => {
    const one = await running.world.bookCase()
    const { ticket } = await vouched(one, 'expert')
    expect(await refusalOf(running.comeWith(ticket))).toBe('session.too-early')
    expect(await running.world.statusOf(one)).toBe('scheduled')
    const chair = await running.come('chair', one)
    lines.push(chair)
    await chair.hear('admitted')
    const line = await comeWith(ticket)
    await line.hear('waiting')
    const { waiting } = await chair.hear('waiting-changed', (told) => told.waiting?.length === 1)
    expect(waiting?.[0]).toMatchObject({ name: 'Lê Văn Khách', organizationName: 'Trường ĐH Y', part: 'guest-expert' })
    await chair.demand('start-session', { admitAll: true })
    await chair.demand('admit-all', {})
    expect((await chair.demand('get-room', {})).participants.map(({ part }) => part)).toEqual(['chair'])
  })

  test('as an observer sees the room and can do nothing in it', async () => {
    const { line, room, chairSeat, chair } = await inside('observer')
    expect(room.participants.map(({ part }) => part)).toEqual(['chair', 'guest-observer'])
    expect((await line.ask('raise-hand', { raised: true })).ok).toBe(true)
    expect((await line.ask('media-capabilities', {})).ok).toBe(true)
    expect((await line.ask('message-history', { before: null, limit: 10 })).ok).toBe(true)
    const source = { seat: chairSeat, label: 'camera' } as const
    const tries = [
      line.ask('send-message', { text: 'x' }), line.ask('set-presenter', { seat: null }), line.ask('start-session', { admitAll: false }), line.ask('end-session', {}),
      line.ask('set-lock', { locked: true }), line.ask('set-main', { source }), line.ask('admit-all', {}), line.ask('remove', { seat: chairSeat }),
      line.ask('block-video', {}), line.ask('ask-recording', {}), line.ask('answer-recording', { allows: true }), line.ask('start-recording', {}), line.ask('stop-recording', {}),
      line.ask('get-presentation', {}), line.ask('point-at', { place: null }), line.ask('grant-drawing', { seat: chairSeat, granted: true }), line.ask('clear-all-marks', { source }),
      line.ask('stop-source', { label: 'camera' }), line.ask('set-muted', { source, muted: true }),
    ]
    for (const answer of await Promise.all(tries)) expect(answer).toEqual({ ok: false, error: 'wire.not-for-guests' })
    expect((await chair.demand('get-room', {})).settings.session).toBe('lobby')
  })

  test('as an expert speaks and writes, and sends no picture of an operating room', async () => {
    const { line, chair, guest } = await inside('expert')
    await line.demand('send-message', { text: 'Tôi đồng ý' })
    expect(await chair.hear('message-added')).toMatchObject({ author: guest.id, authorName: 'Lê Văn Khách', text: 'Tôi đồng ý' })
    const source = { kind: 'video' as const, muted: false, rtpParameters: { codecs: [], encodings: [] } }
    const camera = await line.ask('start-source', { ...source, label: 'camera' })
    // Let through to the media server's own questions.
    expect(camera.ok ? 'ok' : camera.error).not.toBe('wire.not-for-guests')
    expect(await line.ask('start-source', { ...source, label: 'field' })).toEqual({ ok: false, error: 'wire.not-for-guests' })
  })

  test('hears nothing of the images that are looked at', async () => {
    const { line, chair, chairSeat } = await inside('expert')
    await chair.demand('set-presenter', { seat: chairSeat })
    await chair.demand('point-at', { place: null })
    await chair.demand('set-lock', { locked: true })
    await line.hear('room-changed', ({ settings }) => settings?.locked === true)
    // What was said before the lock has arrived by now.
    const nothing = new Promise<string>((resolve) => setImmediate(resolve, 'nothing'))
    expect(await Promise.race([line.hear('pointed-at').then(() => 'heard'), nothing])).toBe('nothing')
    expect(await line.ask('get-presentation', {})).toEqual({ ok: false, error: 'wire.not-for-guests' })
  })

  test('stands in the attendance with coming and going, and in the audit', async () => {
    const { line, chair, seat, one, guest } = await inside('observer')
    await chair.demand('remove', { seat })
    expect(await line.hear('dismissed')).toEqual({ reason: 'removed' })
    const { admin } = running.world
    await expect.poll(async () => (await admin.query<{ gone: boolean }>('SELECT left_at IS NOT NULL AS gone FROM attendance WHERE case_id = $1 AND practitioner_id = $2', [one.id, guest.id])).rows).toEqual([{ gone: true }])
    await expect.poll(async () => (await admin.query<{ type: string }>(`SELECT body::jsonb #>> '{payload,type}' AS type FROM audit_link WHERE body LIKE $1 ORDER BY sequence`, [`%"guest":"${guest.id}"%`])).rows.map(({ type }) => type))
      .toEqual(['guest.invited', 'guest.arrived', 'guest.entered', 'guest.left'])
  })
})

describe('whatever opened the door is over', () => {
  test('at once for an open line when the invitation is withdrawn, and for every way back', async () => {
    const { line, chair, one, guest, key, ticket, resumeToken } = await inside('interpreter')
    must(await makeWithdrawGuest({ ...door, atomically: running.world.store.atomically })(running.world.actors.coordinator, { case: one.id, guest: guest.id }))
    expect(await line.hear('dismissed')).toEqual({ reason: 'removed' })
    await line.ended()
    expect((await chair.demand('get-room', {})).participants.map(({ part }) => part)).toEqual(['chair'])
    expect(await makeVouchForGuest(door)(key)).toEqual({ ok: false, error: 'guest.not-welcome' })
    expect(await refusalOf(running.comeWith(ticket))).toBe('guest.not-welcome')
    expect(await refusalOf(running.resume(resumeToken))).toBe('guest.not-welcome')
  })

  test('for an open line when its time has come', async () => {
    const { line, guest, ticket } = await inside('observer')
    // The clock is the database's row: a second ago.
    await running.world.admin.query(`ALTER TABLE session_guest DISABLE TRIGGER once`)
    await running.world.admin.query(`UPDATE session_guest SET invited_at = now() - interval '2 hours', expires_at = now() - interval '1 second' WHERE id = $1`, [guest.id])
    await running.world.admin.query(`ALTER TABLE session_guest ENABLE TRIGGER once`)
    expect(await line.hear('dismissed')).toEqual({ reason: 'removed' })
    expect(await refusalOf(running.comeWith(ticket))).toBe('guest.not-welcome')
  })

  test('when the session has ended', async () => {
    const { line, chair, ticket, resumeToken } = await inside('expert')
    await chair.demand('start-session', { admitAll: false })
    await chair.demand('end-session', {})
    expect(await line.hear('dismissed')).toEqual({ reason: 'ended' })
    expect(await refusalOf(running.comeWith(ticket))).toBe('guest.not-welcome')
    expect(await refusalOf(running.resume(resumeToken))).toBe('guest.not-welcome')
  })
})

describe('a guest who claims more', () => {
  test('is believed neither another session nor another hospital', async () => {
    const { ticket } = await vouched(await running.world.bookCase(), 'observer')
    const other = await running.world.bookCase()
    const chair = await running.come('chair', other)
    lines.push(chair)
    await chair.hear('admitted')
    expect(await refusalOf(running.comeWith({ ...ticket, case: other.id, session: other.session.id }))).toBe('guest.not-welcome')
    const { organization } = running.world.actors.requester
    expect(await refusalOf(running.comeWith({ ...ticket, actor: { ...ticket.actor, organization } }))).toMatch(/^guest\.not-welcome$|^session\.too-early$/)
  })

  test('gets nothing by the part of somebody with an account, since no such person is known', async () => {
    const { ticket, one } = await inside('observer')
    for (const part of ['chair', 'coordinator', 'member'] as const) {
      expect(await refusalOf(running.comeWith({ ...ticket, part, case: one.id }))).toBe('case.not-found')
    }
  })

  test('has no second line: the later one takes the place of the earlier', async () => {
    const { line, ticket } = await inside('observer')
    const second = await comeWith(ticket)
    expect(await line.hear('dismissed')).toEqual({ reason: 'opened-elsewhere' })
    await second.hear('admitted')
  })
})
