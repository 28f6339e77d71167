import type { InputOf } from '#contract/define.ts'
import type { telestrationRequests } from '#contract/telestration.ts'
import { mostPoints, type Mark, type MarkId } from '#core/room/board.ts'
import type { PicturePoint } from '#core/room/picture-mapping.ts'
import type { SeatId } from '#core/room/room.ts'
import { brandId } from '#core/shared/ids.ts'

type Stroke = InputOf<(typeof telestrationRequests)['draw']>

/** Marks that are still under somebody's hand: one a seat, kept by nobody but this process until they are done. */
export class GrowingMarks {
  readonly #growing = new Map<SeatId, Mark>()

  /** The mark as far as it is drawn; a new name begins a new one. */
  grow(by: SeatId, { id, tool, from, points, text }: Stroke): Mark {
    const markId = brandId<MarkId>(id)
    const known = this.#growing.get(by)
    const before: readonly PicturePoint[] = known?.id === markId ? known.points : []
    const mark: Mark = { id: markId, by, tool, points: [...before.slice(0, from), ...points].slice(0, mostPoints), text: text?.normalize('NFC').trim() ?? '' }
    this.#growing.set(by, mark)
    return mark
  }

  end(by: SeatId): void {
    this.#growing.delete(by)
  }
}
