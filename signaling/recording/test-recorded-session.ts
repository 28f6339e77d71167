import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeRecordingFiles } from '#adapters/recordings/recording-files.ts'
import { openKeyRing } from '#adapters/sealing/key-ring.ts'
import { ensureRings, ringFile } from '#adapters/sealing/ring-file.ts'
import type { RecordingView } from '#contract/room.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import { makeGiveConsent } from '#core/record/give-consent.ts'
import type { RecordingFiles } from '#core/recording/ports.ts'
import { makeListRecordings, makeWatchRecording } from '#core/recording/watch-recording.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { sendCamera, type SentCamera } from '#signaling/test-media.ts'
import { processTickets, startProcess, type SignalingProcess } from '#signaling/test-process.ts'
import { makeTestWorld, type Person, type TestWorld } from '#signaling/test-world.ts'
import { startSfuProcess, type SfuProcess } from './test-sfu-process.ts'

/** Database, media server and room server of one file of tests; a test may kill one and put the next in its place. */
export interface RecordedScene {
  database: TestDatabase
  world: TestWorld
  sfu: SfuProcess
  signaling: SignalingProcess
  /** Where the media server keeps its files. */
  readonly recordings: string
  /** The same files as those see them who show them. */
  readonly files: RecordingFiles
  /** What must be ended with the test. */
  readonly endings: (() => void)[]
  readonly close: () => Promise<void>
}

/** Starts everything that a recorded session needs, each server as a process of its own. */
export async function openRecordedScene(): Promise<RecordedScene> {
  const recordings = mkdtempSync(join(tmpdir(), 'lien-vien-recordings-'))
  const keys = mkdtempSync(join(tmpdir(), 'lien-vien-keys-'))
  await ensureRings(keys, new Date())
  const database = await createTestDatabase()
  const sfu = await startSfuProcess(recordings, keys)
  const scene: RecordedScene = {
    database, sfu, recordings,
    files: makeRecordingFiles(recordings, { ring: openKeyRing(ringFile(keys, 'recordings')), onUnopened: () => undefined }),
    world: await makeTestWorld(database),
    signaling: await startProcess(database, { sfu }),
    endings: [],
    close: async () => {
      await scene.signaling.kill()
      await scene.sfu.stop()
      await scene.world.close()
      await database.drop()
      for (const folder of [recordings, keys]) rmSync(folder, { recursive: true, force: true })
    },
  }
  return scene
}

/** What a person does who records a session, and who watches it afterwards. */
export function recordedSessions(of: () => RecordedScene) {
  let ssrc = 7_000
  const ports = () => ({ atomically: of().world.store.atomically, read: of().world.store.read, clock: () => new Date(), newId: () => crypto.randomUUID() })
  const watching = () => ({ ...ports(), files: of().files, recentViews: { has: () => false, add: () => undefined } })

  async function come(person: Person, one: ScheduledCase): Promise<TestGuest> {
    const ticket = await processTickets().issueJoinTicket(of().world.ticketOf(person, one))
    const guest = await TestGuest.come(of().signaling.port, { kind: 'ticket', ticket })
    of().endings.push(() => guest.close())
    return guest
  }

  /** Resolves when the room says this of its recording. */
  const until = async (guest: TestGuest, says: (recording: RecordingView) => boolean): Promise<RecordingView> => {
    const { settings } = await guest.hear('room-changed', (change) => change.settings?.recording !== undefined && change.settings.recording !== null && says(change.settings.recording))
    if (settings?.recording === undefined || settings.recording === null) throw new Error('a recording')
    return settings.recording
  }
  /** Resolves with the lamp's moment, once it is lit later than at an earlier one. */
  const lit = async (guest: TestGuest, since: string | null = null) => (await until(guest, ({ litSince }) => litSince !== null && (since === null || litSince > since))).litSince

  async function sends(guest: TestGuest): Promise<SentCamera> {
    const camera = await sendCamera(guest, ssrc++, { everyMs: 33 })
    of().endings.push(camera.close)
    return camera
  }

  const allow = async (one: ScheduledCase) => {
    const given = await makeGiveConsent(ports())(of().world.actors.requester, { case: one.id, kind: 'recording', subject: { who: 'patient', givenBy: 'relative' }, evidence: 'Giấy số 7' })
    if (!given.ok) throw new Error(given.error)
    return given.value
  }

  /** Chair and member inside a live session; the chair sends a camera. */
  async function liveSession() {
    const one = await of().world.bookCase()
    const chair = await come('chair', one)
    const chairInside = await chair.hear('admitted')
    const member = await come('member', one)
    await member.hear('waiting')
    await chair.demand('start-session', { admitAll: true })
    const memberInside = await member.hear('admitted')
    await sends(chair)
    return { one, chair, chairInside, member, memberInside }
  }

  /** As above, with every consent given and the lamp lit. */
  async function recordedSession() {
    const session = await liveSession()
    const consent = await allow(session.one)
    await session.chair.demand('ask-recording', {})
    await session.member.demand('answer-recording', { allows: true })
    await session.chair.demand('answer-recording', { allows: true })
    return { ...session, consent, lamp: await lit(session.chair) }
  }

  const openOnly = async (one: ScheduledCase, who: Person = 'chair') => {
    const [recording] = await makeListRecordings(watching())(of().world.actors[who], one.id)
    if (recording === undefined) return null
    const opened = await makeWatchRecording(watching())(of().world.actors[who], recording.id)
    return opened.ok ? opened.value : null
  }

  return { ports, watching, come, until, lit, sends, allow, liveSession, recordedSession, openOnly }
}
