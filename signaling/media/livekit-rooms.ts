import type { MediaPeerId, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import type { MediaKind } from '#contract/rtp.ts'

/** A track that a peer has published and we have taken note of. */
export interface KnownTrack {
  readonly kind: MediaKind
  readonly source: string
}

/** Somebody to whom we gave a pass. */
export interface KnownPeer {
  /** The LiveKit server has shown them among its participants. */
  seen: boolean
  readonly tracks: Map<ProducerId, KnownTrack>
}

/** One room of ours on the LiveKit server: who may be in it, and whether the kill switch is thrown. */
export interface KnownRoom {
  videoBlocked: boolean
  readonly peers: Map<MediaPeerId, KnownPeer>
}

export type KnownRooms = Map<MediaRoomId, KnownRoom>
