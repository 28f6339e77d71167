import type { MediaPlane } from '#signaling/media/media-plane.ts'
import type { Backlog } from '#signaling/backlog.ts'
import type { LiveRoom } from '#signaling/rooms/live-room.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { MediaPeerId, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import { keptUntil, type RecordingEvent, type RecordingRepository, type SegmentId, type SegmentStanding } from '#core/recording/recording.ts'
import { recordableStreams, setLamp, type RecordableStream } from '#core/room/recording.ts'
import type { RecordingId, RecordingStanding } from '#core/room/recording-standing.ts'
import { seatOf, type Room, type SeatId } from '#core/room/room.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId, type NewId } from '#core/shared/ids.ts'
import { happeningsBetween, personIn, sceneOf, SpeakerWatch, type Happening } from './session-timeline.ts'

export interface RecordingPorts {
  readonly plane: Pick<MediaPlane, 'ask' | 'engine'>
  readonly withRecordings: <T>(actor: Actor, work: (recordings: RecordingRepository) => Promise<T>) => Promise<T>
  readonly newId: NewId
  readonly backlog: Backlog
  readonly log: Logger
}

/** One file that the media server writes, or has been asked to. */
interface OpenSegment {
  readonly id: SegmentId
  readonly stream: RecordableStream
  /** The engine's room, which may be another by the time it ends. */
  readonly room: MediaRoomId
  /** On whose behalf its row is written. */
  readonly actor: Actor
  /** `cut`: the media room has gone. Its file is told of if the media server lives, else read when somebody opens the recording. */
  state: 'asked' | 'lit' | 'refused' | 'cut'
}

/** Milliseconds until a stream whose file failed is recorded anew. */
const failedPause = 5_000

/** Keeps the files of one room in step with who may be recorded, and writes its timeline. */
export class RoomRecording {
  readonly #live: LiveRoom
  readonly #ports: RecordingPorts
  readonly #segments = new Map<SegmentId, OpenSegment>()
  readonly #speakers = new SpeakerWatch()
  #hadBytes = false

  constructor(live: LiveRoom, ports: RecordingPorts) {
    this.#live = live
    this.#ports = ports
  }

  /** After every change of the room: begins, ends and stops what must be. */
  follow(before: Room, after: Room): void {
    const was = before.recording
    const is = after.recording
    const actor = this.#live.actor
    if (actor === null || is === null) return
    if (is.state === 'running' && (was?.state !== 'running' || was.id !== is.id)) this.#begin(actor, after, is)
    else if (was?.state === 'running') this.#note(actor, is.id, happeningsBetween(before, after))
    this.#align(actor, after)
    if (is.state === 'ended' && was?.state === 'running') this.#end(actor, is)
  }

  /** A recording that an earlier process of this server had begun goes on; what it wrote then ended with it. */
  takeUp(actor: Actor, standing: RecordingStanding): void {
    this.#note(actor, standing.id, [{ kind: 'lost', practitioner: null, label: null }])
    this.#hadBytes = true
  }

  speaking(loudest: SeatId | null): void {
    const standing = this.#live.room.recording
    const { actor } = this.#live
    if (standing?.state !== 'running' || actor === null) return
    const heard = this.#speakers.hear(loudest)
    if (heard === undefined) return
    const who = personIn(this.#live.room, heard)
    this.#note(actor, standing.id, [{ kind: who === null ? 'silent' : 'speaking', practitioner: who, label: null }])
  }

  /** The room has gone, and so have its files' writers. */
  get done(): boolean {
    return this.#live.closed && [...this.#segments.values()].every(({ state }) => state === 'cut')
  }

  owns(segment: SegmentId): boolean {
    return this.#segments.has(segment)
  }

  lit(id: SegmentId, firstFrameAt: Date): void {
    const segment = this.#segments.get(id)
    if (segment === undefined) return
    segment.state = 'lit'
    this.#settle(segment, { state: 'lit', firstFrameAt })
    this.#showLamp()
  }

  closed(id: SegmentId, standing: SegmentStanding): void {
    const segment = this.#segments.get(id)
    if (segment === undefined) return
    if (standing.state === 'failed') this.#tryAgainLater(segment)
    else this.#segments.delete(id)
    this.#settle(segment, standing)
    this.#showLamp()
  }

  /** The disk was full, or the file could not be made: the stream gets its next file a little later, whether or not the room changes until then. */
  #tryAgainLater(segment: OpenSegment): void {
    segment.state = 'refused'
    setTimeout(() => {
      this.#segments.delete(segment.id)
      if (this.#live.actor !== null && !this.#live.closed) this.#align(this.#live.actor, this.#live.room)
    }, failedPause).unref()
  }

  #begin(actor: Actor, room: Room, { id, askedBy, startedAt }: RecordingStanding): void {
    const asker = seatOf(room, askedBy)?.occupant.actor.practitioner ?? actor.practitioner
    if (startedAt === null) return
    const recording = {
      id, case: room.case, session: room.session, askedBy: asker, startedAt, end: null,
      retention: 'routine', keepUntil: keptUntil('routine', startedAt), hold: null, erasedAt: null,
    } as const
    this.#hadBytes = false
    this.#write(actor, (recordings) => recordings.add(recording))
    this.#note(actor, id, sceneOf(room))
  }

  #end(actor: Actor, { id, end }: RecordingStanding): void {
    if (end !== null) this.#write(actor, (recordings) => recordings.end(id, end))
  }

  /** Stops what may no longer be recorded, and starts what may and is not. */
  #align(actor: Actor, room: Room): void {
    const wanted = recordableStreams(room)
    for (const segment of this.#segments.values()) {
      if (wanted.some(({ stream }) => stream === segment.stream.stream)) continue
      if (segment.state === 'refused') this.#segments.delete(segment.id)
      else if (segment.room !== this.#live.media.id) this.#cut(segment)
      else void this.#ports.plane.ask('stop-segment', { room: segment.room, segment: segment.id })
    }
    const known = new Set([...this.#segments.values()].map(({ stream }) => stream.stream))
    for (const stream of wanted) if (!known.has(stream.stream)) this.#open(actor, stream)
  }

  /** Nothing is written any longer, whether or not anybody lives to say so: the lamp goes out. */
  #cut(segment: OpenSegment): void {
    segment.state = 'cut'
    // After the change that is just being told of.
    queueMicrotask(() => this.#showLamp())
  }

  #open(actor: Actor, stream: RecordableStream): void {
    const { media, room } = this.#live
    const standing = room.recording
    const peer = media.of(stream.seat)?.peer
    const person = seatOf(room, stream.seat)?.occupant.actor
    if (media.id === null || peer === undefined || person === undefined || standing === null) return
    const segment: OpenSegment = { id: brandId<SegmentId>(this.#ports.newId()), stream, room: media.id, actor, state: 'asked' }
    this.#segments.set(segment.id, segment)
    const row = {
      id: segment.id, recording: standing.id, case: room.case, of: person, label: stream.label, askedAt: this.#live.now,
      standing: { state: 'asked', firstFrameAt: null },
    } as const
    // The row goes first: no file may lie there that nobody knows whom it shows.
    this.#ports.backlog.add(async () => {
      await this.#ports.withRecordings(actor, (recordings) => recordings.addSegment(row))
      await this.#ask(segment, peer)
    })
  }

  async #ask(segment: OpenSegment, peer: MediaPeerId): Promise<void> {
    if (!recordableStreams(this.#live.room).some(({ stream }) => stream === segment.stream.stream)) {
      this.#segments.delete(segment.id)
      this.#settle(segment, { state: 'empty', firstFrameAt: null })
      return
    }
    const producer = brandId<ProducerId>(segment.stream.stream)
    const answer = await this.#ports.plane.ask('record-producer', { room: segment.room, peer, producer, segment: segment.id })
    if (answer.ok) {
      // It may have been forbidden while the media server was asked.
      if (this.#live.actor !== null) this.#align(this.#live.actor, this.#live.room)
      return
    }
    segment.state = 'refused'
    this.#settle(segment, { state: 'failed', firstFrameAt: null })
    this.#ports.log.warn('segment.refused', { sessionId: this.#live.room.session, refusal: answer.error })
  }

  #showLamp(): void {
    const burns = [...this.#segments.values()].some(({ state }) => state === 'lit')
    const { room, actor } = this.#live
    const standing = room.recording
    if (standing?.state !== 'running' || (standing.lampSince !== null) === burns) return
    if (actor !== null && burns && this.#hadBytes) this.#note(actor, standing.id, [{ kind: 'resumed', practitioner: null, label: null }])
    if (actor !== null && !burns) this.#note(actor, standing.id, [{ kind: 'lost', practitioner: null, label: null }])
    this.#hadBytes ||= burns
    this.#live.commit(setLamp(room, burns ? this.#live.now : null))
  }

  #settle({ id, actor }: OpenSegment, standing: SegmentStanding): void {
    this.#write(actor, (recordings) => recordings.settleSegment(id, standing))
  }

  #note(actor: Actor, recording: RecordingId, happenings: readonly Happening[]): void {
    if (happenings.length === 0) return
    const at = this.#live.now
    const events = happenings.map((one): RecordingEvent => ({ ...one, id: this.#ports.newId(), recording, case: this.#live.room.case, at }))
    this.#write(actor, (recordings) => recordings.note(events))
  }

  #write(actor: Actor, work: (recordings: RecordingRepository) => Promise<unknown>): void {
    this.#ports.backlog.add(() => this.#ports.withRecordings(actor, work))
  }
}
