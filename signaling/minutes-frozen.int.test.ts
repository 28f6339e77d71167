import { randomUUID } from 'node:crypto'
import type { ScheduledCase } from '#core/case/case.ts'
import type { DraftMinutes } from '#core/minutes/minutes.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { documentName } from './minutes/live-minutes.ts'
import { addDraft } from './test-draft.ts'
import { processTickets, startProcess, type SignalingProcess } from './test-process.ts'
import { makeTestWorld, type Person, type TestWorld } from './test-world.ts'
import { openWriter, type Writer } from './test-writer.ts'

let database: TestDatabase
let world: TestWorld
let signaling: SignalingProcess
/** The application's own role, by hand: what a stolen connection could do. */
let app: pg.Client
const tickets = processTickets()
const endings: (() => unknown)[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  world = await makeTestWorld(database)
  app = new pg.Client({ connectionString: database.appUrl })
  await app.connect()
  signaling = await startProcess(database)
})
afterEach(() => Promise.all(endings.splice(0).map((end) => end())))
afterAll(async () => {
  await signaling.kill()
  await app.end()
  await world.close()
  await database.drop()
})

async function write(person: Person, one: ScheduledCase): Promise<Writer> {
  const name = documentName({ case: one.id, version: 1 })
  const writer = await openWriter({ port: signaling.port, name, token: () => tickets.issueMinutesTicket(world.ticketOf(person, one)) })
  endings.push(writer.leave)
  return writer
}

const freeze = ({ id }: DraftMinutes): Promise<unknown> =>
  world.admin.query(
    `UPDATE minutes SET status = 'frozen', frozen_at = now(), frozen_by_id = $2, live_update = NULL WHERE id = $1`,
    [id, world.actors.chair.practitioner],
  )

const changesOf = async ({ id }: DraftMinutes): Promise<number> => {
  const { rows } = await world.admin.query<{ count: string }>('SELECT count(*) FROM minutes_change WHERE minutes_id = $1', [id])
  return Number(rows[0]?.count)
}

describe('frozen minutes, through the socket', () => {
  test('take nothing from an editor that was open before, and say so', async () => {
    const { one, draft } = await addDraft(world)
    const secretary = await write('secretary', one)
    secretary.type('trước khi chốt')
    await secretary.acknowledged()
    await freeze(draft)
    const before = await changesOf(draft)
    const refused = new Promise<string>((resolve) => secretary.provider.on('close', ({ event }: { event: { reason: string } }) => resolve(event.reason)))
    secretary.type('sau khi chốt')
    expect(await refused).toBe('minutes.frozen')
    expect(await changesOf(draft)).toBe(before)
  })

  test('open for reading alone afterwards, and drop what is typed', async () => {
    const { one, draft } = await addDraft(world)
    await freeze(draft)
    const [chair, requester] = [await write('chair', one), await write('requester', one)]
    expect(chair.provider.authorizedScope).toBe('readonly')
    chair.type('sau khi chốt')
    chair.provider.forceSync()
    await expect.poll(() => chair.provider.hasUnsyncedChanges).toBe(true)
    expect(requester.text()).not.toContain('sau khi chốt')
    expect(await changesOf(draft)).toBe(0)
  })
})

describe('frozen minutes, in SQL as the role of the application', () => {
  /** A statement in the chair's own scope, which is the most that the application ever has. */
  async function asChair(sql: string, values: readonly unknown[]): Promise<number> {
    const { practitioner, organization, roles } = world.actors.chair
    await app.query(`SELECT set_config('app.organization', $1, false), set_config('app.practitioner', $2, false), set_config('app.roles', $3, false)`, [
      organization, practitioner, roles.join(','),
    ])
    const { rowCount } = await app.query(sql, [...values])
    return rowCount ?? 0
  }
  const typed = `INSERT INTO minutes_change (minutes_id, author_id, at, update) VALUES ($1, $2, now(), '\\x0000')`

  test('let a draft be written, by its writer under the own name', async () => {
    const { draft } = await addDraft(world)
    expect(await asChair(typed, [draft.id, world.actors.chair.practitioner])).toBe(1)
    await expect(asChair(typed, [draft.id, world.actors.secretary.practitioner])).rejects.toThrow('row-level security')
  })

  test.each([
    ['text', `UPDATE minutes SET document = '{"type":"doc","content":[]}' WHERE id = $1`],
    ['printed facts', `UPDATE minutes SET form = '{"code":"khác"}' WHERE id = $1`],
    ['moment', `UPDATE minutes SET frozen_at = now() - interval '1 day' WHERE id = $1`],
    ['shared document', `UPDATE minutes SET live_update = '\\x0000' WHERE id = $1`],
    ['state, back to a draft', `UPDATE minutes SET status = 'draft', frozen_at = NULL, frozen_by_id = NULL WHERE id = $1`],
    ['number', `UPDATE minutes SET version = 7 WHERE id = $1`],
    ['existence', `DELETE FROM minutes WHERE id = $1`],
  ])('keep their %s', async (_what, sql) => {
    const { draft } = await addDraft(world)
    await freeze(draft)
    await expect(asChair(sql, [draft.id])).rejects.toThrow()
    const { rows } = await world.admin.query('SELECT status, version, document, live_update FROM minutes WHERE id = $1', [draft.id])
    expect(rows).toEqual([{ status: 'frozen', version: 1, document: draft.document, live_update: null }])
  })

  test('take no further change, and keep those that were made', async () => {
    const { draft } = await addDraft(world)
    await asChair(typed, [draft.id, world.actors.chair.practitioner])
    await freeze(draft)
    await expect(asChair(typed, [draft.id, world.actors.chair.practitioner])).rejects.toThrow('row-level security')
    for (const sql of [`UPDATE minutes_change SET update = '\\x01' WHERE minutes_id = $1`, 'DELETE FROM minutes_change WHERE minutes_id = $1']) {
      await expect(asChair(sql, [draft.id])).rejects.toThrow('permission denied')
    }
    expect(await changesOf(draft)).toBe(1)
  })

  test('make a change wait that comes while they are being frozen, and refuse it then', async () => {
    const { draft } = await addDraft(world)
    const { chair, secretary } = world.actors
    const change = { author: secretary.practitioner, at: new Date(), update: new Uint8Array([0, 0]) }
    let late: Promise<boolean> | undefined
    await world.store.atomically(chair, async ({ liveMinutes, minutes }) => {
      await liveMinutes.hold(draft.id)
      late = world.store.read(secretary, (other) => other.liveMinutes.record(draft.id, change))
      await minutes.save({ ...draft, status: 'frozen', frozenAt: new Date(), frozenBy: chair.practitioner })
    })
    expect(await late).toBe(false)
    expect(await changesOf(draft)).toBe(0)
  })

  test('stay out of reach of another hospital', async () => {
    const { draft } = await addDraft(world)
    await app.query(`SELECT set_config('app.organization', $1, false)`, [randomUUID()])
    const { rowCount } = await app.query('SELECT 1 FROM minutes_change WHERE minutes_id = $1', [draft.id])
    expect(rowCount).toBe(0)
  })
})
