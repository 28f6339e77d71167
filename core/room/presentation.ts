import type { Mark, View } from '#core/viewing/view.ts'
import { sameView } from '#core/viewing/view.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Room, SeatId } from './room.ts'

/** What the presenter shows to everyone who looks along; grows by one `sequence` with every change. */
export interface Presentation {
  readonly sequence: number
  readonly view: View | null
  readonly marks: readonly Mark[]
}

/** Nothing has been shown yet. */
export const nothingShown: Presentation = { sequence: 0, view: null, marks: [] }

/** What a presenter sends: all of it, or only what has changed. */
export interface PresentationChange {
  readonly view?: View
  readonly marks?: readonly Mark[]
}

const sameMarks = (a: readonly Mark[], b: readonly Mark[]): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Takes over what the presenter shows; from anybody else it is declined, and what changes nothing takes no number. */
export function show(presentation: Presentation, change: PresentationChange, by: { readonly seat: SeatId; readonly room: Room }): Result<Presentation, 'viewer.not-presenter'> {
  if (by.room.presenter !== by.seat) return err('viewer.not-presenter')
  const view = change.view ?? presentation.view
  const marks = change.marks ?? presentation.marks
  const unmoved = view === presentation.view || (view !== null && presentation.view !== null && sameView(view, presentation.view))
  if (unmoved && sameMarks(marks, presentation.marks)) return ok(presentation)
  return ok({ sequence: presentation.sequence + 1, view, marks })
}

/** Whether what has come is news: numbers count within one run of the room server, and a whole answer replaces all. */
export const isNews = (known: Presentation, come: Pick<Presentation, 'sequence'>): boolean => come.sequence > known.sequence
