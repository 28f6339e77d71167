import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { keysOfVideo } from '#adapters/recordings/sealed-video.ts'
import { makeRevokeConsent } from '#core/record/give-consent.ts'
import { makeEraseDue } from '#core/recording/erase-due.ts'
import { makeHoldRecording } from '#core/recording/keep-recording.ts'
import { makeOpenPiece } from '#core/recording/watch-recording.ts'
import { createStore } from '#prisma/store.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { startProcess } from '#signaling/test-process.ts'
import type { Person } from '#signaling/test-world.ts'
import { openRecordedScene, recordedSessions, type RecordedScene } from './test-recorded-session.ts'

/** Files are told of a second after their first frame, and later on a busy machine. */
const soon = { timeout: 15_000 }
let scene: RecordedScene

beforeAll(async () => {
  scene = await openRecordedScene()
}, 60_000)
afterEach(() => scene.endings.splice(0).forEach((end) => end()))
afterAll(() => scene.close())

const { come, sends, until, lit, allow, liveSession, recordedSession, openOnly, watching, ports } = recordedSessions(() => scene)

describe('a recording', () => {
  test('waits for the patient and for each person, and burns its lamp once bytes are on disk', { timeout: 30_000 }, async () => {
    const { one, chair, member } = await liveSession()
    expect(await member.ask('ask-recording', {})).toEqual({ ok: false, error: 'room.not-host' })
    await chair.demand('ask-recording', {})
    await member.demand('answer-recording', { allows: true })
    await chair.demand('answer-recording', { allows: true })
    expect(await until(chair, ({ consented }) => consented.length === 2)).toMatchObject({ state: 'asking', patient: false, litSince: null })
    expect(await chair.ask('start-recording', {})).toEqual({ ok: false, error: 'recording.no-consent' })
    // Noted on the case page by the asking hospital: the running room hears of it.
    await allow(one)
    expect(await until(chair, ({ state }) => state === 'running')).toMatchObject({ patient: true, litSince: null })
    await Promise.all([lit(chair), lit(member)])
    await chair.demand('stop-recording', {})
    expect(await until(member, ({ state }) => state === 'ended')).toMatchObject({ endReason: 'stopped', litSince: null })
    await expect.poll(async () => (await openOnly(one))?.lanes.map(({ label, segments }) => [label, segments.map(({ standing }) => standing.state)]), soon).toEqual([['camera', ['whole']]])
  })

  test('leaves out whoever comes later or declines, and stops at once when the patient withdraws', { timeout: 30_000 }, async () => {
    const { one, chair, member, consent } = await recordedSession()
    const secretary = await come('secretary', one)
    const { you } = await secretary.hear('waiting')
    await chair.demand('admit', { seat: you })
    await secretary.hear('admitted')
    await sends(secretary)
    await sends(member)
    await expect.poll(async () => (await openOnly(one))?.lanes.length, soon).toBe(2)
    await member.demand('answer-recording', { allows: false })
    await until(chair, ({ declined }) => declined.length === 1)
    await makeRevokeConsent(ports())(scene.world.actors.requester, { case: one.id, consent: consent.id, reason: 'Gia đình đổi ý' })
    expect(await until(chair, ({ state }) => state === 'ended')).toMatchObject({ endReason: 'patient-withdrew' })
    await expect.poll(async () => (await openOnly(one))?.lanes.flatMap(({ segments }) => segments).every(({ standing }) => standing.state === 'whole'), soon).toBe(true)
    const people = (await openOnly(one))?.lanes.map(({ practitioner }) => practitioner)
    expect(new Set(people)).toEqual(new Set([scene.world.actors.chair.practitioner, scene.world.actors.member.practitioner]))
  })

  test('tells when a source was off, which is no gap', { timeout: 30_000 }, async () => {
    const { one, chair, chairInside } = await recordedSession()
    const source = { seat: chairInside.you, label: 'camera' } as const
    await chair.demand('set-muted', { source, muted: true })
    await pause(300)
    await chair.demand('set-muted', { source, muted: false })
    await expect.poll(async () => (await openOnly(one))?.events.filter(({ label }) => label === 'camera').map(({ kind }) => kind), soon).toEqual(expect.arrayContaining(['muted', 'unmuted']))
    await chair.demand('stop-recording', {})
    const [lane] = (await openOnly(one))?.lanes ?? []
    expect([lane?.muted.length, lane?.gaps.length]).toEqual([1, 0])
  })

  test('ends with the kill switch and with a no of the operating room', { timeout: 30_000 }, async () => {
    const { chair } = await recordedSession()
    await chair.demand('block-video', {})
    expect(await until(chair, ({ state }) => state === 'ended')).toMatchObject({ endReason: 'kill-switch' })
    const other = await recordedSession()
    const surgeon = await come('requester', other.one)
    const { you } = await surgeon.hear('waiting')
    await other.chair.demand('admit', { seat: you })
    await surgeon.hear('admitted')
    await surgeon.demand('answer-recording', { allows: false })
    expect(await until(other.chair, ({ state }) => state === 'ended')).toMatchObject({ endReason: 'vetoed' })
  })

  test('survives the death of the worker, of signaling and of the media server, each as a gap on the timeline', { timeout: 60_000 }, async () => {
    // Nobody comes back faster in a browser.
    const unseen = 400
    const { one, chair, chairInside, lamp } = await recordedSession()
    scene.sfu.killWorker()
    await chair.hear('media-lost')
    await until(chair, ({ litSince }) => litSince === null)
    await pause(unseen)
    await sends(chair)
    await lit(chair, lamp)
    await expect.poll(async () => (await openOnly(one))?.events.some(({ kind }) => kind === 'resumed'), soon).toBe(true)

    const { port } = scene.signaling
    await scene.signaling.kill()
    scene.signaling = await startProcess(scene.database, { port, sfu: scene.sfu })
    const back = await TestGuest.come(port, { kind: 'resume', token: chairInside.resumeToken })
    scene.endings.push(() => back.close())
    expect((await back.hear('admitted')).room.settings.recording).toMatchObject({ state: 'running', litSince: null })
    await pause(unseen)
    await sends(back)
    const again = await lit(back)

    await scene.sfu.killAndRestart()
    await back.hear('media-lost')
    await pause(unseen)
    await sends(back)
    await lit(back, again)
    await back.demand('stop-recording', {})

    await expect.poll(async () => (await openOnly(one))?.lanes[0]?.segments.map(({ standing }) => standing.state), soon).toEqual(['whole', 'whole', 'whole', 'whole'])
    const watched = await openOnly(one)
    const [lane] = watched?.lanes ?? []
    expect(lane?.gaps).toHaveLength(3)
    for (const { id, standing } of lane?.segments ?? []) {
      const bytes = (await scene.files.piece(id, { from: 0, length: 100_000_000 }))?.bytes ?? new Uint8Array()
      // On disk stands what opens by the deployment's key alone.
      expect(await keysOfVideo(scene.recordings, id)).toHaveLength(1)
      expect(standing).toMatchObject({ file: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') } })
    }
    const kinds = watched?.events.map(({ kind }) => kind) ?? []
    expect(kinds.filter((kind) => kind === 'lost')).toHaveLength(3)
    expect(kinds.filter((kind) => kind === 'resumed')).toHaveLength(3)
  })

  test('goes on by itself once the disk takes files again, and says of the one that failed that it did', { timeout: 40_000 }, async () => {
    const { one, chair, member } = await liveSession()
    const statesOf = async () => (await openOnly(one))?.lanes[0]?.segments.map(({ standing }) => standing.state)
    // As a full disk, it takes no new file.
    renameSync(scene.recordings, `${scene.recordings}.away`)
    try {
      await allow(one)
      await chair.demand('ask-recording', {})
      await member.demand('answer-recording', { allows: true })
      await chair.demand('answer-recording', { allows: true })
      await expect.poll(statesOf, soon).toContain('failed')
    } finally {
      renameSync(`${scene.recordings}.away`, scene.recordings)
    }
    await lit(chair)
    await chair.demand('stop-recording', {})
    await expect.poll(async () => (await statesOf())?.at(-1), soon).toBe('whole')
    expect((await statesOf())?.slice(0, -1).every((state) => state === 'failed')).toBe(true)
  })

  test('is shown to the team alone, piece by piece, and every view is written down', { timeout: 30_000 }, async () => {
    const { one, chair } = await recordedSession()
    await chair.demand('stop-recording', {})
    await expect.poll(async () => (await openOnly(one))?.lanes[0]?.segments[0]?.standing.state, soon).toBe('whole')
    const segment = (await openOnly(one))?.lanes[0]?.segments[0]?.id
    if (segment === undefined) throw new Error('a segment')
    const piece = (who: Person, download = false) => makeOpenPiece(watching())(scene.world.actors[who], { segment, from: 10, length: 100, download })
    const seen = await piece('member')
    const whole = Buffer.from((await scene.files.piece(segment, { from: 0, length: 1_000 }))?.bytes ?? [])
    expect(seen.ok && Buffer.from(seen.value.bytes).equals(whole.subarray(10, 110))).toBe(true)
    expect(readFileSync(join(scene.recordings, `${segment}.webm`)).includes(whole.subarray(0, 32))).toBe(false)
    expect(await piece('member', true)).toEqual({ ok: false, error: 'recording.not-allowed' })
    expect((await piece('chair', true)).ok).toBe(true)
    for (const stranger of ['stranger', 'coordinator'] as const) {
      expect(await piece(stranger)).toEqual({ ok: false, error: 'recording.not-found' })
      expect(await openOnly(one, stranger)).toBeNull()
    }
    const { rows } = await scene.world.admin.query<{ body: string }>('SELECT body FROM audit_link WHERE body LIKE $1', [`%${segment}%`])
    const told = rows.map(({ body }) => body)
    const says = (type: string, who: Person): boolean => told.some((body) => body.includes(type) && body.includes(scene.world.actors[who].practitioner))
    expect([says('recording.viewed', 'member'), says('recording.downloaded', 'chair'), says('recording.downloaded', 'member')]).toEqual([true, true, false])
  })

  test('is erased when its time is over, and not while it is held', { timeout: 30_000 }, async () => {
    const { one, chair } = await recordedSession()
    await chair.demand('stop-recording', {})
    await expect.poll(async () => (await openOnly(one))?.lanes[0]?.segments[0]?.standing.state, soon).toBe('whole')
    const opened = await openOnly(one)
    const segment = opened?.lanes[0]?.segments[0]?.id
    if (opened === null || segment === undefined) throw new Error('a recording')
    const platform = createStore({ url: scene.database.jobsUrl, applicationName: 'test-jobs' })
    const later = new Date(opened.recording.keepUntil.getTime() + 1_000)
    const erase = makeEraseDue({ due: platform.dueRecordings, forCaller: platform.forCaller, files: scene.files, clock: () => later })
    const hold = makeHoldRecording(ports())
    expect(await hold(scene.world.actors.chair, { recording: opened.recording.id, reason: 'Khiếu nại' })).toEqual({ ok: false, error: 'recording.not-allowed' })
    expect((await hold(scene.world.actors.requester, { recording: opened.recording.id, reason: 'Khiếu nại' })).ok).toBe(true)
    await erase()
    expect(existsSync(join(scene.recordings, `${segment}.webm`))).toBe(true)
    await hold(scene.world.actors.requester, { recording: opened.recording.id, reason: null })
    await erase()
    expect(existsSync(join(scene.recordings, `${segment}.webm`))).toBe(false)
    expect((await openOnly(one))?.recording.erasedAt).toEqual(later)
    await platform.close()
  })
})
