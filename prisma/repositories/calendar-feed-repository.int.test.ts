import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CalendarFeedPorts } from '#core/case/calendar-feed.ts'
import { makeReadCalendarFeed, makeShareCalendar, makeUnshareCalendar, makeViewCalendarFeed } from '#core/case/calendar-feed.ts'
import { exampleNow } from '#core/case/testing.ts'
import { brandId } from '#core/shared/ids.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'district' | 'hub', TestHospital>
let ports: CalendarFeedPorts

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  ports = {
    atomically: store.atomically, memberships: store.memberships, ownerOfFeed: store.ownerOfFeed, clock: () => exampleNow,
    digest: (data) => brandId(createHash('sha256').update(data).digest('hex')), newSecret: () => randomBytes(32).toString('base64url'),
  }
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

test('a secret opens the sessions of whoever made it, until it is made anew or ended', async () => {
  const one = await openCase(store, hospitals, 'scheduled')
  await openCase(store, hospitals, 'assigned')
  const chair = hospitals.hub.doctor
  const read = makeReadCalendarFeed(ports)
  const codes = async (secret: string): Promise<unknown> => {
    const opened = await read(secret)
    return opened.ok ? opened.value.sessions.map(({ code }) => code) : opened.error
  }
  const first = await makeShareCalendar(ports)(chair)
  if (!first.ok) throw new Error('not shared')
  expect(await codes(first.value)).toEqual([one.code])
  expect(await makeViewCalendarFeed(ports)(chair)).toEqual(exampleNow)
  expect(await makeViewCalendarFeed(ports)(hospitals.hub.colleague)).toBeNull()

  const second = await makeShareCalendar(ports)(chair)
  if (!second.ok) throw new Error('not shared')
  expect([await codes(first.value), await codes(second.value), await codes('guessed')]).toEqual(['calendar.not-found', [one.code], 'calendar.not-found'])
  await makeUnshareCalendar(ports)(chair)
  expect(await codes(second.value)).toBe('calendar.not-found')

  // Has declined a place in the team.
  const third = await makeShareCalendar(ports)(hospitals.hub.coordinator)
  if (!third.ok) throw new Error('not shared')
  expect(await codes(third.value)).toEqual([])
})
