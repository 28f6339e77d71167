import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeJoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { JoinTicket } from '#core/room/ticket.ts'
import { makeMoveRound } from '#core/round/move-round.ts'
import type { RoundId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { TestGuest } from './test-guest.ts'
import { runSignaling, type RunningSignaling } from './test-signaling.ts'

/** A booking with several patients, over real sockets: whoever goes along is before one of them at a time. */

let running: RunningSignaling
let along: Actor
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSignaling()
})
afterAll(() => running.close())
afterEach(() => endings.splice(0).forEach((end) => end()))
beforeEach(async () => {
  const [doctor] = await running.world.addDoctors(1)
  if (doctor === undefined) throw new Error('a doctor was added')
  along = doctor
})

interface RunningRound {
  readonly id: RoundId
  readonly first: ScheduledCase
  readonly second: ScheduledCase
}

/** Two patients, and one doctor who goes along and is of neither's team. */
async function begin(): Promise<RunningRound> {
  const { world } = running
  const [first, second] = [await world.bookCase(), await world.bookCase()]
  const [meeting, id] = [randomUUID(), brandId<RoundId>(randomUUID())]
  const hub = world.actors.chair.organization
  await world.admin.query(`INSERT INTO meeting (id, organization_id, title, chair_id, people_ids, guest_ids, cadence, starts_on, start_time, duration_minutes, on_holiday, planned_by_id)
    VALUES ($1, $2, 'Giao ban', $3, ARRAY[$4::uuid], '{}', 'weekly', current_date, '08:00', 60, 'keep', $3)`, [meeting, hub, world.actors.chair.practitioner, along.practitioner])
  await world.admin.query('INSERT INTO round (id, meeting_id, organization_id, on_day) VALUES ($1, $2, $3, current_date)', [id, meeting, hub])
  for (const [position, one] of [first, second].entries()) await world.admin.query('INSERT INTO round_stop (round_id, case_id, position) VALUES ($1, $2, $3)', [id, one.id, position])
  const begun = await makeMoveRound({ atomically: world.store.atomically, clock: () => new Date(), newId: () => randomUUID() })(world.actors.chair, { round: id, to: first.id })
  if (!begun.ok) throw new Error(begun.error)
  return { id, first, second }
}

const ticketOf = (one: ScheduledCase): JoinTicket => ({ actor: along, name: 'Đi Cùng', title: 'BS.', organizationName: 'BV', part: 'member', case: one.id, session: one.session.id })

async function inside(coming: Promise<TestGuest>): Promise<TestGuest> {
  const guest = await coming
  endings.push(() => guest.close())
  await guest.hear('admitted')
  return guest
}

/** The chair inside, and whoever goes along let in. */
async function bothBefore(one: ScheduledCase): Promise<{ readonly chair: TestGuest; readonly visitor: TestGuest }> {
  const chair = await inside(running.come('chair', one))
  const visitor = await running.comeWith(ticketOf(one))
  endings.push(() => visitor.close())
  await visitor.hear('waiting')
  await chair.demand('admit-all', {})
  await visitor.hear('admitted')
  return { chair, visitor }
}

test('goes to the next patient with everybody, who come straight in, and nobody comes back to the one before', async () => {
  const { id, first, second } = await begin()
  const { chair, visitor } = await bothBefore(first)
  expect(await visitor.ask('go-to-patient', { round: id, to: second.id })).toEqual({ ok: false, error: 'round.not-allowed' })
  await chair.demand('go-to-patient', { round: id, to: second.id })
  for (const guest of [chair, visitor]) {
    expect(await guest.hear('dismissed')).toEqual({ reason: 'moved-on' })
    await guest.ended()
  }
  await expect(running.comeWith(ticketOf(first))).rejects.toThrow('case.not-found')
  await inside(running.comeWith(ticketOf(second)))
  await inside(running.come('chair', second))
  expect([await running.world.statusOf(first), await running.world.statusOf(second)]).toEqual(['ended', 'live'])
})

test('keeps what was written before each patient with that patient', async () => {
  const { id, first, second } = await begin()
  const { chair } = await bothBefore(first)
  await chair.demand('send-message', { text: 'Kali 6,2' })
  await chair.demand('go-to-patient', { round: id, to: second.id })
  const next = await inside(running.come('chair', second))
  expect((await next.demand('message-history', { before: null, limit: 50 })).messages).toEqual([])
  await next.demand('go-to-patient', { round: id, to: first.id })
  const back = await inside(running.come('chair', first))
  expect((await back.demand('message-history', { before: null, limit: 50 })).messages.map(({ text }) => text)).toEqual(['Kali 6,2'])
})

test('sends out at once whoever is no longer expected', async () => {
  const { id, first } = await begin()
  const { visitor } = await bothBefore(first)
  await running.world.admin.query(`UPDATE meeting SET people_ids = '{}' WHERE id = (SELECT meeting_id FROM round WHERE id = $1)`, [id])
  // The round's own row stirs the watch, as its going on does.
  await running.world.admin.query('UPDATE round SET ended_at = ended_at WHERE id = $1', [id])
  expect(await visitor.hear('dismissed')).toEqual({ reason: 'removed' })
})

test('a ticket or a resume token of the patient before opens nothing', async () => {
  const { id, first, second } = await begin()
  const { chair } = await bothBefore(first)
  const tickets = makeJoinTickets({ secret: 'a-ticket-secret-for-tests-only', clock: () => new Date(), newId: () => randomUUID() })
  const token = await tickets.issueResumeToken(ticketOf(first))
  await chair.demand('go-to-patient', { round: id, to: second.id })
  await expect(running.resume(token)).rejects.toThrow('case.not-found')
})

test('ends for everybody with the round', async () => {
  const { id, first, second } = await begin()
  const { chair, visitor } = await bothBefore(first)
  await chair.demand('end-round', { round: id })
  for (const guest of [chair, visitor]) expect(await guest.hear('dismissed')).toEqual({ reason: 'ended' })
  expect([await running.world.statusOf(first), await running.world.statusOf(second)]).toEqual(['ended', 'scheduled'])
  await expect(running.comeWith(ticketOf(second))).rejects.toThrow('case.not-found')
})
