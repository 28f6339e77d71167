import type { MediaDirection } from '#contract/media.ts'
import type { SourceLabel, StreamId } from '#contract/room.ts'
import type { MediaKind } from '#contract/rtp.ts'

/** A track on its way to the others. */
export interface SentSource {
  readonly stream: StreamId
  /** Stops or lets flow what the encoder sends; the server is told separately. */
  setMuted(muted: boolean): void
  replaceTrack(track: MediaStreamTrack): Promise<void>
  /** Idempotent; does not stop the track. */
  close(): void
}

/** Someone's source as it arrives here; paused until told to flow. */
export interface ReceivedSource {
  readonly kind: MediaKind
  readonly track: MediaStreamTrack
  setFlowing(flowing: boolean): Promise<void>
  /** 0 (smallest) to 2 of a camera's three sizes; others have one. */
  setLayer(layer: number): Promise<void>
  /** Idempotent. */
  close(): void
}

export type PathState = 'connected' | 'interrupted' | 'failed'

/** One joining of the room's media, from `open` to `close`; an engine behind a port. */
export interface MediaSession {
  send(label: SourceLabel, track: MediaStreamTrack, options: { readonly muted: boolean }): Promise<SentSource>
  receive(stream: StreamId): Promise<ReceivedSource>
  /** New addresses for the same path: how a call survives a change of network. */
  restart(direction: MediaDirection): Promise<void>
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

export interface MediaSessionEvents {
  readonly onPath: (direction: MediaDirection, state: PathState) => void
  /** What was known of this view no longer counts. */
  readonly onViewClosed: (view: string) => void
}

export type OpenMediaSession = (events: Pick<MediaSessionEvents, 'onPath'>) => Promise<MediaSession>
