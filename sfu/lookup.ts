import type { HandlersOf } from '#contract/define.ts'
import type { ConsumerId, MediaPeerId, mediaPlaneRequests, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { MediaConsumer } from './media-consumer.ts'
import type { MediaProducer } from './media-producer.ts'
import type { MediaRoom } from './media-room.ts'
import type { PeerMedia } from './peer-media.ts'
import type { RoomRegistry } from './room-registry.ts'

export type MediaPlaneHandlers = HandlersOf<typeof mediaPlaneRequests>

type NoRoom = 'sfu.room-not-found'
type NoPeer = NoRoom | 'sfu.peer-not-found'
interface OfPeer {
  readonly room: MediaRoomId
  readonly peer: MediaPeerId
}

export const done = ok({})

export function findRoom(registry: RoomRegistry, { room }: { readonly room: MediaRoomId }): Result<MediaRoom, NoRoom> {
  const found = registry.find(room)
  return found ? ok(found) : err('sfu.room-not-found')
}

export function findPeer(registry: RoomRegistry, of: OfPeer): Result<PeerMedia, NoPeer> {
  const room = findRoom(registry, of)
  if (!room.ok) return room
  const peer = room.value.peer(of.peer)
  return peer ? ok(peer) : err('sfu.peer-not-found')
}

/** A peer's own stream: nobody pauses or ends another's through their own name. */
export function findProducer(
  registry: RoomRegistry,
  of: OfPeer & { readonly producer: ProducerId },
): Result<MediaProducer, NoPeer | 'sfu.producer-not-found'> {
  const peer = findPeer(registry, of)
  if (!peer.ok) return peer
  const producer = peer.value.findProducer(of.producer)
  return producer ? ok(producer) : err('sfu.producer-not-found')
}

export function findConsumer(
  registry: RoomRegistry,
  of: OfPeer & { readonly consumer: ConsumerId },
): Result<MediaConsumer, NoPeer | 'sfu.consumer-not-found'> {
  const peer = findPeer(registry, of)
  if (!peer.ok) return peer
  const consumer = peer.value.consumers.find(of.consumer)
  return consumer ? ok(consumer) : err('sfu.consumer-not-found')
}
