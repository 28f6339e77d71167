import { ask } from '#contract/bind-requests.ts'
import { bindEvents } from '#contract/bind-events.ts'
import { protocolVersion } from '#contract/define.ts'
import { mediaPlaneEvents, mediaPlaneRequests } from '#contract/media-plane.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import { io } from 'socket.io-client'
import type { SfuPlane } from './media-plane.ts'

interface SfuLinkOptions {
  readonly url: string
  readonly secret: string
  /** This signaling process's name, by which the SFU knows whose rooms are whose. */
  readonly node: string
  readonly log: Logger
}

/** The control link to the SFU process; socket.io redials by itself. */
export function openSfuLink({ url, secret, node, log }: SfuLinkOptions): SfuPlane {
  const socket = io(url, {
    auth: { secret, node, protocol: protocolVersion },
    transports: ['websocket'],
    // Few links, and rooms that wait for them.
    reconnectionDelay: 100,
    reconnectionDelayMax: 400,
    // A second link to the same process in a test must not share its manager.
    forceNew: true,
  })
  socket.on('connect', () => log.info('sfu.linked'))
  socket.on('disconnect', () => log.warn('sfu.unlinked'))
  socket.on('connect_error', (cause) => {
    log.warn('sfu.unreachable', { cause })
    // A refused handshake ends socket.io's own attempts; the secret may be right after the SFU's restart.
    if (!socket.active) setTimeout(() => socket.connect(), 2_000).unref()
  })
  return {
    engine: 'sfu',
    ask: (request, input) => ask({ socket, table: mediaPlaneRequests }, request, input),
    listen: ({ linked, ...listeners }) => {
      bindEvents(socket, mediaPlaneEvents, { ...listeners, onMalformed: () => log.error('sfu.malformed-event') })
      socket.on('connect', linked)
      if (socket.connected) linked()
    },
    ready: async () => {
      const answer = await ask({ socket, table: mediaPlaneRequests, timeoutMs: 1_500 }, 'describe-rooms', {})
      if (!answer.ok) throw new Error(answer.error)
    },
    close: () => socket.disconnect(),
  }
}
