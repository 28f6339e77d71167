import type { HandlersOf } from '#contract/define.ts'
import type { telestrationRequests } from '#contract/telestration.ts'
import { mostPoints, type Mark, type MarkId } from '#core/room/board.ts'
import type { PicturePoint } from '#core/room/picture-mapping.ts'
import type { SeatId, SourceRef } from '#core/room/room.ts'
import { brandId } from '#core/shared/ids.ts'

type Stroke = Parameters<HandlersOf<typeof telestrationRequests>['draw']>[0]

/** A mark as far as it is drawn, and over what. */
export interface GrowingMark {
  readonly source: SourceRef
  readonly mark: Mark
}

/** Marks that are still under somebody's hand: one a seat, kept by nobody but this process until they are done. */
export class GrowingMarks {
  readonly #growing = new Map<SeatId, GrowingMark>()

  get all(): readonly GrowingMark[] {
    return [...this.#growing.values()]
  }

  /** What grows under somebody's hand; null while they draw nothing. */
  of(by: SeatId): GrowingMark | null {
    return this.#growing.get(by) ?? null
  }

  /** The mark as far as it is drawn; a new name begins a new one. */
  grow(by: SeatId, { source, id, tool, from, points, text }: Stroke): Mark {
    const markId = brandId<MarkId>(id)
    const known = this.of(by)?.mark
    const before: readonly PicturePoint[] = known?.id === markId ? known.points : []
    const mark: Mark = { id: markId, by, tool, points: [...before.slice(0, from), ...points].slice(0, mostPoints), text: text.normalize('NFC').trim() }
    this.#growing.set(by, { source, mark })
    return mark
  }

  end(by: SeatId): void {
    this.#growing.delete(by)
  }
}
