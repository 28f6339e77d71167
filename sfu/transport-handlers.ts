import { ok } from '#core/shared/result.ts'
import { done, findPeer, type MediaPlaneHandlers } from './lookup.ts'
import { presentPath } from './media-transport.ts'
import type { RoomRegistry } from './room-registry.ts'

type TransportHandlers = Pick<
  MediaPlaneHandlers,
  'create-transport' | 'connect-transport' | 'restart-ice' | 'close-transport'
>

/** The paths between a browser and the SFU. */
export function transportHandlers(registry: RoomRegistry): TransportHandlers {
  return {
    'create-transport': async (of) => {
      const peer = findPeer(registry, of)
      if (!peer.ok) return peer
      const created = await peer.value.createTransport(of.direction)
      if (!created.ok) return created
      return ok(presentPath(created.value))
    },
    'connect-transport': async (of) => {
      const peer = findPeer(registry, of)
      return peer.ok ? peer.value.connectTransport(of.transport, of.dtlsParameters) : peer
    },
    'restart-ice': async (of) => {
      const peer = findPeer(registry, of)
      if (!peer.ok) return peer
      const restarted = await peer.value.restartIce(of.transport)
      return restarted.ok ? ok({ iceParameters: restarted.value }) : restarted
    },
    'close-transport': async (of) => {
      const peer = findPeer(registry, of)
      if (peer.ok) peer.value.closeTransport(of.transport)
      return done
    },
  }
}
