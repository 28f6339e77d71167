import type { ScheduledCase } from '#core/case/case.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { takeDatabaseAway } from '#signaling/test-outage.ts'
import { processTickets, startProcess, type SignalingProcess } from '#signaling/test-process.ts'
import { makeTestWorld, type Person, type TestWorld } from '#signaling/test-world.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
let world: TestWorld
/** A process of its own: what ends it must not end the test. */
let signaling: SignalingProcess
const tickets = processTickets()
const guests: TestGuest[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  ;[world, signaling] = await Promise.all([makeTestWorld(database), startProcess(database)])
})
afterAll(async () => {
  guests.forEach((guest) => guest.close())
  await signaling.kill()
  await world.close()
  await database.drop()
})

async function come(person: Person, one: ScheduledCase): Promise<TestGuest> {
  const guest = await TestGuest.come(signaling.port, { kind: 'ticket', ticket: await tickets.issueJoinTicket(world.ticketOf(person, one)) })
  guests.push(guest)
  return guest
}

/** A member inside a live session. */
async function sessionWithMember() {
  const one = await world.bookCase()
  const chair = await come('chair', one)
  await chair.hear('admitted')
  const member = await come('member', one)
  await member.hear('waiting')
  await chair.demand('start-session', { admitAll: true })
  return { one, chair, member, you: (await member.hear('admitted')).you }
}

test('a no that cannot be put on file stands in the room, and goes on file when the database is back', async () => {
  const { one, chair, member, you } = await sessionWithMember()
  await chair.demand('ask-recording', {})
  await member.demand('answer-recording', { allows: true })
  await chair.hear('room-changed', ({ settings }) => settings?.recording?.consented.includes(you) === true)
  const bringBack = await takeDatabaseAway(world)
  await member.demand('answer-recording', { allows: false })
  await chair.hear('room-changed', ({ settings }) => settings?.recording?.declined.includes(you) === true)
  await bringBack()
  const withdrawn = async (): Promise<number | null> =>
    (await world.admin.query('SELECT 1 FROM consent WHERE case_id = $1 AND revoked_at IS NOT NULL', [one.id])).rowCount
  await expect.poll(withdrawn, { timeout: 20_000, interval: 300 }).toBe(1)
  // The look at the consents after the gap, which found the yes still standing, is over when the next answer has been followed.
  await expect.poll(async () => (await chair.ask('answer-recording', { allows: true })).ok, { timeout: 20_000, interval: 300 }).toBe(true)
  expect((await chair.demand('get-room', {})).settings.recording).toMatchObject({ declined: [you] })
  await member.demand('answer-recording', { allows: true })
  expect((await chair.demand('get-room', {})).settings.recording).toMatchObject({ declined: [] })
})

test('nobody falls out of a room because the database cannot say who may be recorded', async () => {
  const one = await world.bookCase()
  const chair = await come('chair', one)
  await chair.hear('admitted')
  await chair.demand('start-session', { admitAll: false })
  const member = await come('member', one)
  const { you } = await member.hear('waiting')
  const bringBack = await takeDatabaseAway(world)
  await chair.demand('ask-recording', {})
  await chair.demand('admit', { seat: you })
  await member.hear('admitted')
  // By now the question that nobody waits for has failed as well.
  expect(await chair.ask('send-message', { text: 'Có ai nghe không?' })).toEqual({ ok: false, error: 'wire.unavailable' })
  await bringBack()
  // Asked again once the database is back.
  await expect.poll(async () => (await member.ask('answer-recording', { allows: true })).ok, { timeout: 20_000, interval: 500 }).toBe(true)
  await chair.hear('room-changed', ({ settings }) => settings?.recording?.consented.includes(you) === true)
  expect(signaling.alive()).toBe(true)
})
