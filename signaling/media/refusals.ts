import type { RefusalsOf, WireRefusal } from '#contract/define.ts'
import type { MediaRefusal } from '#contract/media.ts'
import type { mediaPlaneRequests } from '#contract/media-plane.ts'

type MediaPlaneRefusal = RefusalsOf<(typeof mediaPlaneRequests)[keyof typeof mediaPlaneRequests]> | WireRefusal

/** What a browser is told when the engine declines. */
export const mediaRefusalOf: Readonly<Record<MediaPlaneRefusal, MediaRefusal>> = {
  'sfu.room-not-found': 'media.not-joined',
  'sfu.peer-not-found': 'media.not-joined',
  'sfu.transport-not-found': 'media.not-joined',
  'sfu.consumer-not-found': 'media.no-such-stream',
  'sfu.producer-not-found': 'media.no-such-stream',
  'sfu.peer-exists': 'media.not-joined',
  'sfu.transport-exists': 'media.not-joined',
  'sfu.already-connected': 'media.not-joined',
  'sfu.already-consumed': 'media.not-joined',
  'sfu.wrong-direction': 'media.unsupported',
  'sfu.unsupported-media': 'media.unsupported',
  'sfu.cannot-consume': 'media.unsupported',
  'sfu.cannot-record': 'media.unsupported',
  'sfu.producers-full': 'media.too-many-sources',
  'sfu.video-blocked': 'media.video-blocked',
  'sfu.room-full': 'media.room-full',
  'sfu.full': 'media.room-full',
  'sfu.draining': 'media.unavailable',
  'sfu.no-worker': 'media.unavailable',
  'wire.malformed': 'media.unsupported',
  'wire.failed': 'media.unavailable',
  'wire.unavailable': 'media.unavailable',
  'wire.timeout': 'media.unavailable',
  'wire.disconnected': 'media.unavailable',
  'wire.too-fast': 'media.unavailable',
  'wire.not-for-guests': 'media.unavailable',
}
