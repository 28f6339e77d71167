import type { EventListeners } from '#contract/bind-events.ts'
import type { AnswerOf, InputOf } from '#contract/define.ts'
import type { mediaPlaneEvents, mediaPlaneRequests } from '#contract/media-plane.ts'

type Requests = typeof mediaPlaneRequests
export type MediaPlaneListeners = EventListeners<typeof mediaPlaneEvents> & {
  /** The engine can be reached (again): rooms that it does not know are gone. */
  readonly linked: () => void
}

/** Where the media flows; asked by opaque ids only. */
export interface MediaPlane {
  ask<K extends keyof Requests>(request: K, input: InputOf<Requests[K]>): Promise<AnswerOf<Requests[K]>>
  /** Calls back at every event of the engine, once somebody listens. */
  listen(listeners: MediaPlaneListeners): void
  /** Resolves when the engine can be reached now, rejects when it cannot. */
  ready(): Promise<void>
  close(): void
}
