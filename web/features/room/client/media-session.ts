import type { MediaDirection } from '#contract/media.ts'
import type { SourceLabel, StreamId } from '#contract/room.ts'
import type { MediaKind } from '#contract/rtp.ts'
import type { PictureLimit } from '#core/room/picture-budget.ts'
import type { LineReports } from './line-stats.ts'

/** A track on its way to the others. */
export interface SentSource {
  readonly stream: StreamId
  /** Stops or lets flow what the encoder sends; the server is told separately. */
  setMuted(muted: boolean): void
  replaceTrack(track: MediaStreamTrack): Promise<void>
  /** What the picture may cost from now on; sound has no limit. */
  limit(limit: PictureLimit): Promise<void>
  /** Idempotent; does not stop the track. */
  close(): void
}

/** In which size a picture is to come, and how much it matters; meaningless for sound. */
export interface WantedPicture {
  readonly layer: number
  readonly rate: number
  readonly priority: number
}

/** Someone's source as it arrives here. */
export interface ReceivedSource {
  readonly kind: MediaKind
  /** Whether it flows already; otherwise it is paused until told to flow. */
  readonly flowing: boolean
  readonly track: MediaStreamTrack
  setFlowing(flowing: boolean): Promise<void>
  /** 0 (smallest) to 2 of a picture's sizes, and 0 (fewest) to 2 of its frame rates. */
  setLayer(layer: number, rate: number): Promise<void>
  /** 1 (first to be thinned out on a weak line) to 255 (last), where the engine lets itself be told. */
  setPriority(priority: number): Promise<void>
  /** Idempotent. */
  close(): void
}

export type PathState = 'connected' | 'interrupted' | 'failed'

/**
 * One joining of the room's media, from `open` to `close`; an engine behind a port. There are two: our own SFU
 * (mediasoup-session.ts) and a LiveKit server (livekit-session.ts); one suite of tests runs against both.
 */
export interface MediaSession {
  send(label: SourceLabel, track: MediaStreamTrack, options: { readonly muted: boolean }): Promise<SentSource>
  receive(stream: StreamId, wanted: WantedPicture): Promise<ReceivedSource>
  /** Resolves when the room has taken the joining; sources may be asked for before. Throws `MediaDeclined` where it has not. */
  opened(): Promise<void>
  /** New addresses for the same path: how a call survives a change of network. */
  restart(direction: MediaDirection): Promise<void>
  /** What the browser has counted of both directions. */
  stats(): Promise<LineReports>
  /** Whether everything that is in use gets through now. */
  isConnected(): boolean
  close(): void
}

/** Thrown when the server declines; the code is the wire's. */
export class MediaDeclined extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** The value of an answer; throws `MediaDeclined` where there is none. */
export function taken<T>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T {
  if (!answer.ok) throw new MediaDeclined(answer.error)
  return answer.value
}

/** Whose sound is heard how loud, 0 to 1, loudest first. */
export type Heard = readonly { readonly stream: StreamId; readonly level: number }[]

export interface MediaSessionEvents {
  readonly onPath: (direction: MediaDirection, state: PathState) => void
  /** Only from an engine that tells browsers itself who speaks; of our own SFU the room server says it. */
  readonly onSpeaking: (heard: Heard) => void
}

export type OpenMediaSession = (events: MediaSessionEvents) => Promise<MediaSession>
