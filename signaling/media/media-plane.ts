import type { EventListeners } from '#contract/bind-events.ts'
import type { AnswerOf, InputOf } from '#contract/define.ts'
import type { MediaPeerId, mediaPlaneEvents, mediaPlaneRequests, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import type { MediaKind } from '#contract/rtp.ts'
import type { Result } from '#core/shared/result.ts'

type Requests = typeof mediaPlaneRequests
export type MediaPlaneListeners = EventListeners<typeof mediaPlaneEvents> & {
  /** The engine can be reached (again): rooms that it does not know are gone. */
  readonly linked: () => void
}

/** What every engine is asked. The other rows are how our own SFU and a browser come to terms through us. */
export type SharedRequest =
  | 'open-room' | 'close-room' | 'describe-rooms' | 'block-video' | 'allow-video' | 'close-peer'
  | 'pause-producer' | 'resume-producer' | 'close-producer' | 'record-producer' | 'stop-segment'

/** Where the media flows; asked by opaque ids only. */
export interface MediaPlane {
  readonly engine: 'sfu' | 'livekit'
  ask<K extends SharedRequest>(request: K, input: InputOf<Requests[K]>): Promise<AnswerOf<Requests[K]>>
  /** Calls back at every event of the engine, once somebody listens. */
  listen(listeners: MediaPlaneListeners): void
  /** Resolves when the engine can be reached now, rejects when it cannot. */
  ready(): Promise<void>
  close(): void
}

/** Our own SFU: paths and views are agreed through us. */
export interface SfuPlane extends MediaPlane {
  readonly engine: 'sfu'
  ask<K extends keyof Requests>(request: K, input: InputOf<Requests[K]>): Promise<AnswerOf<Requests[K]>>
}

/** How one browser comes to a LiveKit server: its address and a pass that opens one room for one joining. */
export interface LiveKitEntry {
  readonly url: string
  readonly pass: string
}

/** A track as a browser says that it has published it. */
export interface PublishedTrack {
  readonly room: MediaRoomId
  readonly peer: MediaPeerId
  readonly producer: ProducerId
  readonly kind: MediaKind
  readonly source: string
}

/** A LiveKit server: the browser agrees with it by itself, with what we hand out. */
export interface LiveKitPlane extends MediaPlane {
  readonly engine: 'livekit'
  admit(room: MediaRoomId, peer: MediaPeerId): Promise<Result<LiveKitEntry, 'sfu.room-not-found' | 'sfu.no-worker'>>
  /** Believes a browser's word of what it publishes only once the server says the same. */
  adopt(track: PublishedTrack): Promise<Result<null, 'sfu.peer-not-found' | 'sfu.producer-not-found' | 'sfu.video-blocked'>>
}

/** The one engine of a deployment. */
export type EnginePlane = SfuPlane | LiveKitPlane
