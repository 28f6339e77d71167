import type { RoomObserver, LiveRoom } from '#signaling/rooms/live-room.ts'
import type { MediaPlaneListeners } from '#signaling/media/media-plane.ts'
import { standingConsent, type ConsentRepository } from '#core/record/consent.ts'
import type { SegmentId } from '#core/recording/recording.ts'
import { endRecording, openRecording } from '#core/room/end-recording.ts'
import { followConsents } from '#core/room/recording.ts'
import { admittedSeats } from '#core/room/room.ts'
import type { SeatId } from '#core/room/room.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId, type CaseId, type PractitionerId, type Sha256 } from '#core/shared/ids.ts'
import type { AtomicallyWithConsents } from '#core/record/give-consent.ts'
import type { Clock } from '#core/shared/clock.ts'
import { recordingHandlers } from './recording-handlers.ts'
import { RoomRecording, type RecordingPorts } from './room-recording.ts'

export interface DeskPorts extends RecordingPorts {
  readonly withConsents: <T>(actor: Actor, work: (consents: ConsentRepository) => Promise<T>) => Promise<T>
  readonly atomically: AtomicallyWithConsents
  readonly clock: Clock
}

/** The recordings of every room of this process. It outlives rooms, since files end after the room that they show. */
export class RecordingDesk {
  readonly #ports: DeskPorts
  readonly #rooms = new WeakMap<LiveRoom, RoomRecording>()
  /** Those whose files are still being written, rooms that have gone included. */
  readonly #writing = new Set<RoomRecording>()

  constructor(ports: DeskPorts) {
    this.#ports = ports
  }

  /** What a person inside may ask of the recording. */
  handlers(live: LiveRoom, seat: SeatId, actor: Actor): ReturnType<typeof recordingHandlers> {
    return recordingHandlers({ live, seat, actor, ports: this.#ports, follow: () => this.refresh(live) })
  }

  /** Watches a room: the session's end ends its recording, newcomers' consents are looked up, files follow. */
  readonly observe: RoomObserver = (before, after, live) => {
    const open = openRecording(after.room)
    if (open !== null && after.standing.session === 'ended') {
      queueMicrotask(() => live.commit(endRecording(live.room, { at: live.now, reason: 'session-ended' })))
    }
    const entered = admittedSeats(after.room).some(({ id }) => !admittedSeats(before.room).some((seat) => seat.id === id))
    if (open !== null && (entered || before.room.recording?.id !== open.id)) this.#refreshAside(live)
    this.#of(live).follow(before.room, after.room)
  }

  /** A room that was remembered: a recording that ran goes on with whoever comes back. */
  opened(live: LiveRoom, actor: Actor): void {
    const standing = live.room.recording
    if (standing?.state === 'running') this.#of(live).takeUp(actor, standing)
  }

  /** Reads what is on file and lets the recording follow. */
  async refresh(live: LiveRoom): Promise<void> {
    const { actor } = live
    if (actor === null || openRecording(live.room) === null) return
    const consents = await this.#ports.withConsents(actor, (repository) => repository.of(live.room.case))
    const people = live.room.seats.map(({ occupant }) => occupant.actor.practitioner)
    const participants = new Set<PractitionerId>(people.filter((one) => standingConsent(consents, 'recording', one) !== null))
    live.commit(followConsents(live.room, { patient: standingConsent(consents, 'recording', 'patient') !== null, participants }, live.now))
  }

  /** A consent was given or withdrawn somewhere: of this case, or of any (null). */
  consentChanged(of: CaseId | null, rooms: readonly LiveRoom[]): void {
    for (const live of rooms) {
      if (of === null || live.room.case === of) this.#refreshAside(live)
    }
  }

  /** Nobody waits for it: what cannot be read while the database is out is read when it is back, as after every gap. */
  #refreshAside(live: LiveRoom): void {
    this.refresh(live).catch((cause: unknown) => this.#ports.log.error('consent.not-read', { cause, caseId: live.room.case }))
  }

  heard(live: LiveRoom, loudest: SeatId | null): void {
    this.#of(live).speaking(loudest)
  }

  /** What the media server says of its files. */
  readonly news: Pick<MediaPlaneListeners, 'segment-lit' | 'segment-closed'> = {
    'segment-lit': ({ segment, firstFrameAt }) => {
      const id = brandId<SegmentId>(segment)
      this.#writerOf(id)?.lit(id, new Date(firstFrameAt))
    },
    'segment-closed': ({ segment, failed, file, firstFrameAt }) => {
      const id = brandId<SegmentId>(segment)
      const began = firstFrameAt === null ? null : new Date(firstFrameAt)
      const whole = file === null || began === null ? null : { ...file, sha256: brandId<Sha256>(file.sha256) }
      const writer = this.#writerOf(id)
      if (failed) writer?.closed(id, { state: 'failed', firstFrameAt: began })
      else if (whole === null || began === null) writer?.closed(id, { state: 'empty', firstFrameAt: null })
      else writer?.closed(id, { state: 'whole', firstFrameAt: began, file: whole })
      for (const recording of [...this.#writing]) if (recording.done) this.#writing.delete(recording)
    },
  }

  #of(live: LiveRoom): RoomRecording {
    const known = this.#rooms.get(live)
    if (known !== undefined) return known
    const made = new RoomRecording(live, this.#ports)
    this.#rooms.set(live, made)
    this.#writing.add(made)
    return made
  }

  #writerOf(segment: SegmentId): RoomRecording | undefined {
    return [...this.#writing].find((recording) => recording.owns(segment))
  }
}
