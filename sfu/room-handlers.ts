import type { Logger } from '#adapters/observability/logger.ts'
import { err, ok } from '#core/shared/result.ts'
import { done, findPeer, findRoom, type MediaPlaneHandlers } from './lookup.ts'
import type { MediaRoom } from './media-room.ts'
import { presentPath } from './media-transport.ts'
import type { PeerMedia } from './peer-media.ts'
import { peerStats } from './peer-stats.ts'
import type { RoomRegistry } from './room-registry.ts'

type RoomHandlers = Pick<
  MediaPlaneHandlers,
  | 'open-room' | 'close-room' | 'describe-rooms' | 'block-video' | 'allow-video'
  | 'open-peer' | 'close-peer' | 'peer-stats'
>

/** Rooms and who is in them. */
export function roomHandlers(registry: RoomRegistry, log: Logger, node: string): RoomHandlers {
  return {
    'open-room': async ({ room: id, videoBlocked }) => {
      const created = registry.find(id) === undefined
      const opened = await registry.open(id, { videoBlocked, node })
      if (!opened.ok) return opened
      if (videoBlocked) opened.value.blockVideo()
      return ok({ capabilities: opened.value.capabilities, created })
    },
    'close-room': async ({ room }) => {
      await registry.close(room, 'requested')
      return done
    },
    'describe-rooms': async () => ok({ rooms: registry.of(node).map(describe) }),
    'block-video': async (of) => {
      const room = findRoom(registry, of)
      if (!room.ok) return room
      const closed = room.value.blockVideo()
      log.warn('video.blocked', { roomId: of.room, count: closed })
      return ok({ closed })
    },
    'allow-video': async (of) => {
      const room = findRoom(registry, of)
      if (!room.ok) return room
      room.value.allowVideo()
      return done
    },
    'open-peer': async (of) => {
      const room = findRoom(registry, of)
      if (!room.ok) return room
      const opened = await room.value.openPeer(of.peer, of.capabilities)
      if (!opened.ok) return opened
      log.info('peer.opened', { roomId: of.room, peerId: of.peer })
      return of.paths ? openPaths(opened.value) : ok({})
    },
    'close-peer': async ({ room, peer }) => {
      if (registry.find(room)?.closePeer(peer)) log.info('peer.closed', { roomId: room, peerId: peer })
      return done
    },
    'peer-stats': async (of) => {
      const peer = findPeer(registry, of)
      return peer.ok ? ok(await peerStats(peer.value)) : peer
    },
  }
}

async function openPaths(peer: PeerMedia): ReturnType<RoomHandlers['open-peer']> {
  const [send, receive] = await Promise.all([peer.createTransport('send'), peer.createTransport('receive')])
  // A peer that has just been made has no path yet; it can only have been closed, or its room lost, meanwhile.
  if (!send.ok || !receive.ok) return err('sfu.room-not-found')
  return ok({ paths: { send: presentPath(send.value), receive: presentPath(receive.value) } })
}

function describe({ room, videoBlocked, peers }: MediaRoom) {
  return {
    room,
    videoBlocked,
    peers: peers.map(({ peer, producers }) => ({
      peer,
      producers: producers.all.map(({ id, kind, source }) => ({ producer: id, kind, source })),
    })),
  }
}
