import { makeRoomService } from '#adapters/livekit/room-service.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { SignalingSettings } from '#signaling/env.ts'
import { openLiveKitPlane } from './livekit-plane.ts'
import type { EnginePlane } from './media-plane.ts'
import { openSfuLink } from './sfu-link.ts'

interface PlaneOptions {
  readonly settings: Pick<SignalingSettings, 'sfu' | 'liveKit' | 'node'>
  readonly clock: Clock
  readonly log: Logger
}

/** The engine that the deployment chose: one for all rooms. */
export function openMediaPlane({ settings: { sfu, liveKit, node }, clock, log }: PlaneOptions): EnginePlane {
  if (liveKit === undefined) return openSfuLink({ ...sfu, node: node.name, log })
  const { url } = liveKit
  return openLiveKitPlane({ service: makeRoomService({ ...liveKit, clock }), url, node: node.name, log })
}
