import type { Logger } from '#adapters/observability/logger.ts'
import type { MediaPlaneHandlers } from './lookup.ts'
import type { RoomRegistry } from './room-registry.ts'
import { roomHandlers } from './room-handlers.ts'
import { streamHandlers } from './stream-handlers.ts'
import { transportHandlers } from './transport-handlers.ts'

/** One handler for each request that signaling may make. */
export function controlHandlers(registry: RoomRegistry, log: Logger): MediaPlaneHandlers {
  return { ...roomHandlers(registry, log), ...transportHandlers(registry), ...streamHandlers(registry) }
}
