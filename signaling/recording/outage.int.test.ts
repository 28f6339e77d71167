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
