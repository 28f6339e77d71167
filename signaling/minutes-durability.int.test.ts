import { setTimeout as pause } from 'node:timers/promises'
import type { ScheduledCase } from '#core/case/case.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { documentName } from './minutes/live-minutes.ts'
import { addDraft } from './test-draft.ts'
import { processTickets, startProcess, type SignalingProcess } from './test-process.ts'
import { openThinLine } from './test-thin-line.ts'
import { makeTestWorld, type Person, type TestWorld } from './test-world.ts'
import { openWriter, type Writer } from './test-writer.ts'

let database: TestDatabase
let world: TestWorld
let signaling: SignalingProcess
const tickets = processTickets()
const endings: (() => unknown)[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeTestWorld(database)
  signaling = await startProcess(database)
})
afterEach(() => Promise.all(endings.splice(0).map((end) => end())))
afterAll(async () => {
  await signaling.kill()
  await world.close()
  await database.drop()
})

async function write(person: Person, one: ScheduledCase, port = signaling.port): Promise<Writer> {
  const name = documentName({ case: one.id, version: 1 })
  const writer = await openWriter({ port, name, token: () => tickets.issueMinutesTicket(world.ticketOf(person, one)) })
  endings.push(writer.leave)
  return writer
}

/** How often a text holds each of the words. */
const counts = (text: string, words: readonly string[]): readonly number[] => words.map((word) => text.split(word).length - 1)
const once = (words: readonly string[]) => (text: string) => counts(text, words).every((count) => count === 1)

describe('two editors on a bad line', () => {
  const rtt = 300
  const cutFor = 30_000

  test('converge after a cut of 30 seconds at 300 ms round trip, with nothing lost and nothing doubled', async () => {
    const { one } = await addDraft(world)
    const line = await openThinLine(signaling.port, rtt / 2)
    endings.push(line.close)
    const [secretary, chair] = await Promise.all([write('secretary', one, line.port), write('chair', one, line.port)])
    const words = (who: string, when: string): readonly string[] => Array.from({ length: 8 }, (_, index) => `‹${who}-${when}-${index}›`)
    const before = [...words('thư ký', 'trước'), ...words('chủ tọa', 'trước')]
    const during = [...words('thư ký', 'khi đứt'), ...words('chủ tọa', 'khi đứt')]
    before.forEach((word, index) => (index < 8 ? secretary : chair).type(word))
    await Promise.all([secretary.until(once(before)), chair.until(once(before))])

    line.cut()
    during.forEach((word, index) => (index < 8 ? secretary : chair).type(word))
    await pause(cutFor) // the length of the cut is what is tested
    expect(once(during)(secretary.text())).toBe(false)
    line.mend()

    const all = [...before, ...during]
    await Promise.all([secretary.until(once(all)), chair.until(once(all))])
    expect(secretary.text()).toBe(chair.text())
    await Promise.all([secretary.acknowledged(), chair.acknowledged()])
    expect(once(all)((await write('requester', one)).text())).toBe(true)
  }, 60_000)
})

describe('a document server that is killed', () => {
  test('has lost nothing that it acknowledged, though no writer is left to send it again', async () => {
    const { one } = await addDraft(world)
    const words = Array.from({ length: 3 }, (_, round) => `‹lần ${round}›`)
    for (const word of words) {
      const secretary = await write('secretary', one)
      secretary.type(word)
      await secretary.acknowledged()
      // At once, well within the pause after which the whole state would be stored.
      await signaling.kill()
      secretary.leave()
      signaling = await startProcess(database, { port: signaling.port })
    }
    const reader = await write('requester', one)
    expect(counts(reader.text(), words)).toEqual(words.map(() => 1))
    // Each change is kept under its writer's name.
    const { rows } = await world.admin.query<{ author_id: string }>('SELECT DISTINCT author_id FROM minutes_change')
    expect(rows.map((row) => row.author_id)).toContain(world.actors.secretary.practitioner)
  }, 60_000)

  test('takes up again with those who kept on writing', async () => {
    const { one } = await addDraft(world)
    const [secretary, chair] = await Promise.all([write('secretary', one), write('chair', one)])
    secretary.type('‹trước›')
    await chair.until(once(['‹trước›']))
    await signaling.kill()
    secretary.type('‹thư ký viết tiếp›')
    chair.type('‹chủ tọa viết tiếp›')
    signaling = await startProcess(database, { port: signaling.port })
    const all = ['‹trước›', '‹thư ký viết tiếp›', '‹chủ tọa viết tiếp›']
    await Promise.all([secretary.until(once(all)), chair.until(once(all))])
    expect(secretary.text()).toBe(chair.text())
  }, 30_000)

  test('is dialled again by whoever it could not let in at first', async () => {
    const { one } = await addDraft(world)
    const spoilt: string[] = []
    const token = async (): Promise<string> => spoilt.pop() ?? tickets.issueMinutesTicket(world.ticketOf('secretary', one))
    const secretary = await openWriter({ port: signaling.port, name: documentName({ case: one.id, version: 1 }), token })
    endings.push(secretary.leave)
    await signaling.kill()
    secretary.type('‹viết khi đứt›')
    spoilt.push('hỏng', 'hỏng lần nữa')
    signaling = await startProcess(database, { port: signaling.port })
    // The library by itself would sit on a refused line for half a minute.
    await secretary.acknowledged()
    expect((await write('requester', one)).text()).toContain('‹viết khi đứt›')
  }, 20_000)

  test('is dialled again by whoever it could not keep a change of, as soon as it can', async () => {
    const { one } = await addDraft(world)
    const secretary = await write('secretary', one)
    const hungUpOn = new Promise<string>((resolve) => secretary.provider.on('close', ({ event }: { event: { reason: string } }) => resolve(event.reason)))
    await world.admin.query('REVOKE INSERT ON minutes_change FROM lienvien_app')
    endings.push(() => world.admin.query('GRANT INSERT ON minutes_change TO lienvien_app'))
    secretary.type('‹viết khi hỏng›')
    expect(await hungUpOn).toBe('minutes.record-failed')
    await world.admin.query('GRANT INSERT ON minutes_change TO lienvien_app')
    // The library by itself would sit on a line without its document for half a minute.
    await secretary.acknowledged()
    expect((await write('requester', one)).text()).toContain('‹viết khi hỏng›')
  }, 20_000)
})
