import type { MediaRefusal } from '#contract/media.ts'
import type { MediaPeerId, MediaRoomId, ProducerId } from '#contract/media-plane.ts'
import type { MediaKind } from '#contract/rtp.ts'
import type { SourceLabel, StreamId } from '#core/room/room.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { LiveKitEntry, LiveKitPlane } from '#signaling/media/media-plane.ts'
import { mediaRefusalOf } from '#signaling/media/refusals.ts'
import { SeatMedia } from './seat-media.ts'

/** A seat whose media flows through a LiveKit server: the browser goes there itself, and tells what it has published. */
export class LiveKitSeat extends SeatMedia {
  readonly #plane: LiveKitPlane

  constructor(plane: LiveKitPlane, room: MediaRoomId, peer: MediaPeerId) {
    super(plane, room, peer)
    this.#plane = plane
  }

  /** The pass of this joining. */
  async enter(): Promise<Result<LiveKitEntry, MediaRefusal>> {
    const admitted = await this.#plane.admit(this.room, this.peer)
    return admitted.ok ? admitted : err(mediaRefusalOf[admitted.error])
  }

  /** Takes note of a published source in place of one with the same label. */
  async announce({ label, kind, stream }: { readonly label: SourceLabel; readonly kind: MediaKind; readonly stream: StreamId }): Promise<Result<null, MediaRefusal>> {
    await this.stop(label)
    const producer = brandId<ProducerId>(stream)
    const adopted = await this.#plane.adopt({ room: this.room, peer: this.peer, producer, kind, source: label })
    if (!adopted.ok) return err(mediaRefusalOf[adopted.error])
    this.keep(label, producer)
    return ok(null)
  }
}
