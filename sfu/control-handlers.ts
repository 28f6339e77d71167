import type { Logger } from '#adapters/observability/logger.ts'
import type { MediaPlaneHandlers } from './lookup.ts'
import type { RoomRegistry } from './room-registry.ts'
import { roomHandlers } from './room-handlers.ts'
import { streamHandlers } from './stream-handlers.ts'
import { transportHandlers } from './transport-handlers.ts'

/** One handler for each request that a signaling process may make; `node` is its name. */
export function controlHandlers(registry: RoomRegistry, log: Logger, node: string): MediaPlaneHandlers {
  return { ...roomHandlers(registry, log, node), ...transportHandlers(registry), ...streamHandlers(registry) }
}
