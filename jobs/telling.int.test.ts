import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NoticeKind } from '#core/case/notice.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeWatchCall } from '#core/emergency/view-emergency.ts'
import { makeCancelMeeting, makePlanMeeting } from '#core/meeting/plan-meeting.ts'
import { plusDays } from '#core/meeting/recurrence.ts'
import { makeAllowPush, makeConfirmShown, makeKeepPreference, makeViewContact } from '#core/notify/keep-contact.ts'
import { minuteOfDay } from '#core/notify/preference.ts'
import { brandId, type CaseId } from '#core/shared/ids.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { rowsBySql } from '#infra/testing/sql.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { bookSession } from './test-booked-session.ts'
import { eventOf } from './test-calendar-event.ts'
import { createEmergencyWorld, pressButton, type EmergencyWorld } from './test-emergency.ts'
import { hasMailServer, startMailServer } from './test-mail-server.ts'
import { startPushService } from './test-push-service.ts'

let database: TestDatabase
let store: Store
let world: EmergencyWorld
let folder: string
let mail: Awaited<ReturnType<typeof startMailServer>>
let push: Awaited<ReturnType<typeof startPushService>>
let jobs: ChildProcess
const clock = (): Date => new Date()

const ports = () => ({ withContact: store.withContact, clock, newId: () => randomUUID(), pushServices: [push.host] })

/** Hours in which it is now, one before and one after. */
const now = (): number => minuteOfDay(new Date(), 'UTC')
const aroundNow = () => ({ from: (now() + 1_380) % 1_440, until: (now() + 60) % 1_440 })

const wants = (actor: Actor, mailTo: string, quiet: ReturnType<typeof aroundNow> | null) =>
  makeKeepPreference(ports())(actor, { mailTo, topics: { push: ['invitations'], mail: ['invitations'] }, quiet, digestAt: null, timeZone: 'UTC', language: 'vi' })
const wantsDigest = (actor: Actor, mailTo: string, digestAt: number) =>
  makeKeepPreference(ports())(actor, { mailTo, topics: { push: ['invitations'], mail: ['invitations', 'minutes'] }, quiet: null, digestAt, timeZone: 'UTC', language: 'vi' })

const tell = (recipient: Actor, about: CaseId, kind: NoticeKind): Promise<void> =>
  store.atomically(world.district.doctor, ({ notices }) =>
    notices.add([{ id: brandId(randomUUID()), recipient: recipient.practitioner, kind, case: about, at: new Date(), readAt: null }]),
  )

const mailsTo = (address: string) => mail.received.filter(({ to }) => to.includes(address))

beforeAll(async () => {
  if (!hasMailServer) return
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-test-'))
  ;[database, mail, push] = await Promise.all([createTestDatabase(), startMailServer(), startPushService(folder)])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  world = await createEmergencyWorld(database.appUrl, new Date())
  jobs = spawn(process.execPath, ['jobs/main.ts'], {
    env: {
      ...process.env, JOBS_DATABASE_URL: database.jobsUrl, JOBS_PORT: String(await freePort()), PKI_SECRET: 'x'.repeat(40), PUBLIC_ORIGIN: 'https://hoichan.example',
      SMTP_URL: mail.url, MAIL_FROM: 'Liên Viện <lienvien@songhan.example>', PUSH_SERVICES: push.host, VAPID_PRIVATE_KEY: randomBytes(32).toString('base64url'),
      NODE_EXTRA_CA_CERTS: push.authority, DATA_DIR: folder,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (jobs.stdout !== null) await once(jobs.stdout, 'data')
}, 150_000)
afterAll(async () => {
  if (!hasMailServer) return
  jobs.kill('SIGTERM')
  await once(jobs, 'exit')
  mail.stop()
  push.stop()
  await store.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

describe.skipIf(!hasMailServer)('people who have no page open (real SMTP server from Debian: python3-aiosmtpd)', () => {
  let id: CaseId

  test('are rung at once by mail and by push although their hours are quiet, and nothing says who or what', async () => {
    const { doctor } = world.central
    await wants(doctor, 'truc@songhan.example', aroundNow())
    await makeAllowPush(ports())(doctor, push.subscription)
    id = await pressButton(store, world, () => new Date(Date.now() - 16_000))
    await expect.poll(() => [mailsTo('truc@songhan.example').length, push.received.length], { timeout: 20_000 }).toEqual([1, 1])
    const [letter] = mailsTo('truc@songhan.example')
    expect(letter).toMatchObject({ from: 'Liên Viện <lienvien@songhan.example>', subject: expect.stringMatching(/^CẤP CỨU: .+ đang gọi$/) as string })
    expect(letter?.text).toContain('https://hoichan.example/')
    const [woken] = push.received
    expect(woken).toMatchObject({ urgency: 'high', message: { ring: true, path: '/' } })
    expect(woken?.authorization).toMatch(/^vapid t=.+, k=/)
    expect(JSON.stringify([letter, woken])).not.toContain('Vết thương')
  })

  test('show the caller that the messages went out, and that the machine has shown one', async () => {
    const told = async () => {
      const board = await makeWatchCall({ read: store.read, atomically: store.atomically, clock })(world.district.doctor, id)
      return board.ok ? board.value.notes : []
    }
    await expect.poll(async () => (await told()).map(({ channel, accepted }) => `${channel} ${String(accepted)}`).toSorted(), { timeout: 10_000 }).toEqual(['mail true', 'push true'])
    const note = push.received[0]?.message.note ?? ''
    // Only the person whose machine it is can say so.
    await makeConfirmShown(ports())(world.central.colleague, { note: brandId(note) })
    expect((await told()).filter(({ shownAt }) => shownAt !== null)).toEqual([])
    await makeConfirmShown(ports())(world.central.doctor, { note: brandId(note) })
    expect((await told()).filter(({ shownAt }) => shownAt !== null)).toMatchObject([{ channel: 'push', id: note }])
  })

  test('hear of what is no emergency after their quiet hours, and others now, and of no topic that they turned off', async () => {
    const { doctor, colleague, coordinator } = world.central
    await wants(colleague, 'khoa@songhan.example', null)
    await wants(coordinator, 'nobody@songhan.example', null)
    await tell(doctor, id, 'invitation.received')
    await tell(colleague, id, 'case.submitted')
    await tell(coordinator, id, 'invitation.received')
    await tell(colleague, id, 'invitation.received')
    await expect.poll(() => mailsTo('khoa@songhan.example').map(({ subject }) => subject), { timeout: 20_000 }).toEqual(['Liên Viện: Bạn được mời hội chẩn.'])
    expect(mailsTo('truc@songhan.example')).toHaveLength(1)
    const waiting = () =>
      rowsBySql<{ minutes: number }>(database.adminUrl, "SELECT extract(epoch FROM run_at - now())::float8 / 60 AS minutes FROM graphile_worker.jobs WHERE task_identifier = 'tell-notice'")
    // The doctor's alone waits; a mailbox that does not exist is not tried again.
    await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(1)
    const rows = await waiting()
    expect(rows[0]?.minutes).toBeGreaterThan(55)
    expect(rows[0]?.minutes).toBeLessThan(61)
  })

  test('are forgotten as a machine once its service says that it is gone', async () => {
    push.leave()
    await wants(world.central.doctor, 'truc@songhan.example', null)
    await tell(world.central.doctor, id, 'invitation.received')
    await expect.poll(async () => (await makeViewContact(ports())(world.central.doctor)).subscriptions.length, { timeout: 20_000 }).toBe(0)
    await expect.poll(() => mailsTo('truc@songhan.example').length, { timeout: 20_000 }).toBe(2)
  })

  test('cannot make the platform call an address of their choice', async () => {
    for (const endpoint of ['https://127.0.0.1/x', 'http://localhost/x', `https://user@${push.host}/x`, `https://${push.host}.evil.example/x`, 'file:///etc/passwd'])
      expect(await makeAllowPush(ports())(world.central.doctor, { ...push.subscription, endpoint })).toEqual({ ok: false, error: 'notify.unknown-service' })
  })

  test('hand a machine over with the person who sits before it', async () => {
    await makeAllowPush(ports())(world.central.doctor, push.subscription)
    await makeAllowPush(ports())(world.central.colleague, push.subscription)
    expect((await makeViewContact(ports())(world.central.doctor)).subscriptions).toEqual([])
    expect((await makeViewContact(ports())(world.central.colleague)).subscriptions).toHaveLength(1)
  })

  test('have the hour of a session in their calendar, moved and taken away under the same name, and nothing of the patient', async () => {
    const { doctor } = world.central
    const invitations = () => mailsTo('truc@songhan.example').flatMap(({ calendar }) => (calendar === null ? [] : [calendar]))
    const planned = await bookSession(store, world)
    await wants(doctor, 'truc@songhan.example', null)
    await planned.tell(doctor, 'session.scheduled')
    await expect.poll(() => invitations().length, { timeout: 20_000 }).toBe(1)
    await planned.move()
    await planned.tell(doctor, 'session.scheduled')
    await expect.poll(() => invitations().length, { timeout: 20_000 }).toBe(2)
    await planned.cancel()
    await planned.tell(doctor, 'case.cancelled')
    await expect.poll(() => invitations().length, { timeout: 20_000 }).toBe(3)
    const read = invitations().map((one) => ({ type: one.method, ...eventOf(one.content) }))
    expect(read.map(({ type, method, status }) => [type, method, status])).toEqual([['REQUEST', 'REQUEST', 'CONFIRMED'], ['REQUEST', 'REQUEST', 'CONFIRMED'], ['CANCEL', 'CANCEL', 'CANCELLED']])
    expect(new Set(read.map(({ uid }) => uid))).toEqual(new Set([`${planned.session}@lien-vien`]))
    expect(read.map(({ sequence }) => sequence)).toEqual(read.map(({ sequence }) => sequence).toSorted((a, b) => a - b))
    expect(new Set(read.map(({ sequence }) => sequence)).size).toBe(3)
    expect(read.map(({ start }) => start.toISOString())).toEqual([planned.at, planned.later, planned.later])
    expect(JSON.stringify(mailsTo('truc@songhan.example'))).not.toContain(planned.patientName)
  })

  test('lose a session from their calendar when they are left out of it, though it takes place', async () => {
    const { colleague } = world.central
    const invitations = () => mailsTo('roi@songhan.example').flatMap(({ calendar }) => (calendar === null ? [] : [calendar]))
    const planned = await bookSession(store, world)
    await wants(colleague, 'roi@songhan.example', null)
    await planned.tell(colleague, 'session.scheduled')
    await expect.poll(() => invitations().length, { timeout: 20_000 }).toBe(1)
    await planned.tell(colleague, 'invitation.withdrawn')
    await expect.poll(() => invitations().length, { timeout: 20_000 }).toBe(2)
    const read = invitations().map((one) => ({ type: one.method, ...eventOf(one.content) }))
    expect(read.map(({ type, status, uid }) => [type, status, uid])).toEqual([['REQUEST', 'CONFIRMED', `${planned.session}@lien-vien`], ['CANCEL', 'CANCELLED', `${planned.session}@lien-vien`]])
  })

  test('who want one message a day get one, with what waits and no more of it; what has an hour comes at once', async () => {
    const { colleague } = world.central
    const planned = await bookSession(store, world)
    // Three hours from now: nothing of it may come today.
    await wantsDigest(colleague, 'khoa@songhan.example', (now() + 180) % 1_440)
    const before = mailsTo('khoa@songhan.example').length
    await planned.tell(colleague, 'minutes.to-sign')
    await planned.tell(colleague, 'minutes.to-sign')
    await planned.tell(colleague, 'outcome.due')
    await planned.tell(colleague, 'session.scheduled')
    await expect.poll(() => mailsTo('khoa@songhan.example').length - before, { timeout: 20_000 }).toBe(1)
    expect(mailsTo('khoa@songhan.example').at(-1)?.calendar?.method).toBe('REQUEST')
    const due = () => rowsBySql<{ minutes: number }>(database.adminUrl, "SELECT extract(epoch FROM run_at - now())::float8 / 60 AS minutes FROM graphile_worker.jobs WHERE task_identifier = 'tell-digest'")
    await expect.poll(async () => (await due()).map(({ minutes }) => minutes > 178 && minutes <= 180), { timeout: 10_000 }).toEqual([true])
    // Its hour comes.
    await rowsBySql(database.adminUrl, "SELECT graphile_worker.reschedule_jobs(array_agg(id), now()) FROM graphile_worker.jobs WHERE task_identifier = 'tell-digest'")
    await expect.poll(() => mailsTo('khoa@songhan.example').length - before, { timeout: 20_000 }).toBe(2)
    const letter = mailsTo('khoa@songhan.example').at(-1)
    expect([letter?.subject, letter?.calendar]).toEqual(['Liên Viện: Bạn có 2 việc chưa xem.', null])
    expect(letter?.text).toContain('2 × Một biên bản hội chẩn chờ bạn ký.')
    // It is told, notice by notice: the same hour of the next day finds nothing.
    await rowsBySql(database.adminUrl, "SELECT graphile_worker.add_job('tell-digest', json_build_object('recipient', $1::text))", [colleague.practitioner])
    await expect.poll(async () => (await due()).length, { timeout: 20_000 }).toBe(0)
    expect(mailsTo('khoa@songhan.example').length - before).toBe(2)
  })

  test('have a meeting that returns in their calendar as one rule on the clock of Vietnam', async () => {
    const { doctor, coordinator } = world.central
    const told = () => mailsTo('truc@songhan.example').filter(({ subject }) => subject.includes('giao ban'))
    const today = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
    const startsOn = plusDays(today(new Date()), 7)
    const meetings = { atomically: store.atomically, clock, newId: () => randomUUID(), today, momentOf: (date: string, time: string) => new Date(`${date}T${time}:00+07:00`) }
    await wants(doctor, 'truc@songhan.example', null)
    const planned = await makePlanMeeting(meetings)(coordinator, {
      title: 'Giao ban ngoại khoa', chair: doctor.practitioner, people: [], assets: [], rule: { cadence: 'weekly', startsOn, lastOn: null }, startTime: '14:00', durationMinutes: 60, onHoliday: 'keep',
    })
    if (!planned.ok) throw new Error(planned.error)
    await expect.poll(() => told().length, { timeout: 20_000 }).toBe(1)
    await makeCancelMeeting(meetings)(coordinator, { meeting: planned.value, on: startsOn, scope: 'one' })
    await expect.poll(() => told().length, { timeout: 20_000 }).toBe(2)
    const [first, second] = told().map(({ calendar }) => calendar?.content.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/) ?? [])
    const day = startsOn.replaceAll('-', '')
    expect(first).toEqual(expect.arrayContaining(['METHOD:REQUEST', `UID:${planned.value}@lien-vien`, 'SEQUENCE:1', `DTSTART;TZID=Asia/Ho_Chi_Minh:${day}T140000`, 'RRULE:FREQ=WEEKLY;INTERVAL=1']))
    expect(second).toEqual(expect.arrayContaining([`UID:${planned.value}@lien-vien`, 'SEQUENCE:2', `EXDATE;TZID=Asia/Ho_Chi_Minh:${day}T140000`]))
  })
})
