import { makeRecordingFiles } from '#adapters/recordings/recording-files.ts'
import type { RecordingView } from '#contract/room.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import { makeGiveConsent } from '#core/record/give-consent.ts'
import { makeListRecordings, makeWatchRecording } from '#core/recording/watch-recording.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { sendCamera, type SentCamera } from '#signaling/test-media.ts'
import { processTickets, type SignalingProcess } from '#signaling/test-process.ts'
import type { Person, TestWorld } from '#signaling/test-world.ts'

interface RecordedScene {
  readonly world: () => TestWorld
  /** The process that runs now; a test may have killed the one before. */
  readonly signaling: () => SignalingProcess
  /** Where the media server keeps its files. */
  readonly recordings: string
  /** What must be ended with the test. */
  readonly keep: (end: () => void) => void
}

/** What a person does who records a session, and who watches it afterwards. */
export function recordedSessions(scene: RecordedScene) {
  let ssrc = 7_000
  const ports = () => ({ atomically: scene.world().store.atomically, read: scene.world().store.read, clock: () => new Date(), newId: () => crypto.randomUUID() })
  const watching = () => ({ ...ports(), files: makeRecordingFiles(scene.recordings), recentViews: { has: () => false, add: () => undefined } })

  async function come(person: Person, one: ScheduledCase): Promise<TestGuest> {
    const ticket = await processTickets().issueJoinTicket(scene.world().ticketOf(person, one))
    const guest = await TestGuest.come(scene.signaling().port, { kind: 'ticket', ticket })
    scene.keep(() => guest.close())
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
    const camera = await sendCamera(guest, ssrc++, 33)
    scene.keep(camera.close)
    return camera
  }

  const allow = async (one: ScheduledCase) => {
    const given = await makeGiveConsent(ports())(scene.world().actors.requester, { case: one.id, kind: 'recording', subject: { who: 'patient', givenBy: 'relative' }, evidence: 'Giấy số 7' })
    if (!given.ok) throw new Error(given.error)
    return given.value
  }

  /** Chair and member inside a live session; the chair sends a camera. */
  async function liveSession() {
    const one = await scene.world().bookCase()
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
    const [recording] = await makeListRecordings(watching())(scene.world().actors[who], one.id)
    if (recording === undefined) return null
    const opened = await makeWatchRecording(watching())(scene.world().actors[who], recording.id)
    return opened.ok ? opened.value : null
  }

  return { ports, watching, come, until, lit, sends, allow, liveSession, recordedSession, openOnly }
}
