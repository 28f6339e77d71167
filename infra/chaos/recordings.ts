import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { makeRecordingFiles } from '#adapters/recordings/recording-files.ts'
import { openKeyRing } from '#adapters/sealing/key-ring.ts'
import { ringFile } from '#adapters/sealing/ring-file.ts'
import { stretchOf } from '#core/recording/gaps.ts'
import type { RecordingFiles } from '#core/recording/ports.ts'
import type { SegmentId } from '#core/recording/recording.ts'
import { makeListRecordings, makeWatchRecording } from '#core/recording/watch-recording.ts'
import { TestGuest } from '#signaling/test-guest.ts'
import { sendCamera, type SentCamera } from '#signaling/test-media.ts'
import { clockMoved, type RecordedStretch } from './history.ts'
import { declined, type Stream, type Told } from './stream.ts'
import { actorOf, type ChaosWorld } from './world.ts'

const everyMs = 1_000
const pictureMs = 33
/** A file that was asked for so long ago, with a newer one beside it, has ended. */
const overdueMs = 60_000

/** Two people in a room that is recorded; the chair's camera goes on through everything. */
class RecordedRoom {
  readonly #port: number
  readonly #world: ChaosWorld
  #chair: TestGuest | undefined
  #member: TestGuest | undefined
  #camera: SentCamera | undefined
  #ssrc = 8_000

  constructor(port: number, world: ChaosWorld) {
    this.#port = port
    this.#world = world
  }

  /** Acknowledged once the room says that bytes of the chair's camera are on the disk. */
  look(): Promise<Told> {
    return this.#looked().catch((cause: unknown) => {
      // What had to succeed says which request was declined, and how.
      const code = /: ([a-z-]+\.[a-z-]+)$/.exec(cause instanceof Error ? cause.message : '')?.[1]
      if (code === undefined) throw cause
      return declined(code)
    })
  }

  async #looked(): Promise<Told> {
    const chair = await this.#seated('ducthinh')
    const view = await chair.ask('get-room', {})
    if (!view.ok) return declined(view.error)
    const { session, recording } = view.value.settings
    if (session === 'lobby') await chair.demand('start-session', { admitAll: true })
    if (this.#camera === undefined) await this.#send(chair)
    // Files say when they began by a clock that may be wrong now, and how long they are by another: their moments cannot be told apart then.
    if (recording?.state === 'running') return recording.litSince === null ? { outcome: 'unknown' } : { outcome: 'acknowledged', ...(this.#world.isClockMoved() && { told: clockMoved }) }
    if (recording?.state !== 'asking') await chair.demand('ask-recording', {})
    await this.#answer(chair)
    return { outcome: 'unknown' }
  }

  close(): void {
    this.#camera?.close()
    this.#chair?.close()
    this.#member?.close()
  }

  async #seated(handle: 'ducthinh' | 'ngocanh'): Promise<TestGuest> {
    const known = handle === 'ducthinh' ? this.#chair : this.#member
    if (known?.connected === true) return known
    known?.close()
    if (handle === 'ducthinh') this.#lose()
    const guest = await TestGuest.come(this.#port, { kind: 'ticket', ticket: await this.#world.ticketOf(handle, this.#world.recorded) })
    if (handle === 'ngocanh') return (this.#member = guest)
    await guest.hear('admitted')
    return (this.#chair = guest)
  }

  #lose(): void {
    this.#camera?.close()
    this.#camera = undefined
  }

  async #send(chair: TestGuest): Promise<void> {
    this.#ssrc += 1
    this.#camera = await sendCamera(chair, this.#ssrc, { everyMs: pictureMs, takenAt: () => performance.now() })
    // Heard once for each loss: the next one has to be listened for anew.
    void chair.hear('media-lost').then(() => this.#lose())
  }

  async #answer(chair: TestGuest): Promise<void> {
    const member = await this.#seated('ngocanh')
    await chair.ask('admit-all', {})
    await chair.ask('answer-recording', { allows: true })
    await member.ask('answer-recording', { allows: true })
  }
}

/** Looks once a second whether the lamp is lit, and does what a chair would do where it is not. */
export function recordings(port: number, world: ChaosWorld): Stream {
  const room = new RecordedRoom(port, world)
  return {
    name: 'recording',
    everyMs,
    next: async () => ({ key: world.recorded.id, value: randomUUID(), make: () => room.look() }),
    close: () => room.close(),
  }
}

/** Every file of the recorded session as the chair who opens it now finds it, checked against the bytes on the disk. */
export async function recordedStretches({ store, recorded, now }: ChaosWorld, dataDirectory: string): Promise<readonly RecordedStretch[]> {
  const chair = actorOf('ducthinh')
  const files = recordingsOf(dataDirectory)
  const ports = { read: store.read, atomically: store.atomically, clock: now, files, recentViews: { has: () => true, add: () => undefined } }
  const found: RecordedStretch[] = []
  for (const { id, end } of await makeListRecordings(ports)(chair, recorded.id)) {
    const opened = await makeWatchRecording(ports)(chair, id)
    if (!opened.ok) continue
    const segments = await store.read(chair, ({ recordings: repository }) => repository.segments(id))
    for (const [index, segment] of segments.entries()) {
      const stretch = stretchOf(segment, now())
      const isLast = index === segments.length - 1 && end === null
      const { standing } = segment
      found.push({
        id: segment.id, state: standing.state,
        from: stretch?.from.getTime() ?? Infinity, until: stretch?.until.getTime() ?? -Infinity,
        proven: standing.state !== 'whole' || (await hashOf(files, segment.id)) === standing.file.sha256,
        overdue: !isLast && now().getTime() - segment.askedAt.getTime() > overdueMs,
      })
    }
  }
  return found
}

/** The files that the media server of a product wrote, as its portal opens them. */
const recordingsOf = (dataDirectory: string): RecordingFiles =>
  makeRecordingFiles(join(dataDirectory, 'recordings'), { ring: openKeyRing(ringFile(join(dataDirectory, 'keys'), 'recordings')), onUnopened: () => undefined })

async function hashOf(files: RecordingFiles, segment: SegmentId): Promise<string | null> {
  const hash = createHash('sha256')
  for (let from = 0; ; ) {
    const piece = await files.piece(segment, { from, length: 1024 ** 2 }).catch(() => null)
    if (piece === null) return null
    if (piece.bytes.length === 0) return hash.digest('hex')
    hash.update(piece.bytes)
    from += piece.bytes.length
  }
}
