import type { Brand, Sha256 } from '#core/shared/ids.ts'
import type { PicturePoint } from './picture-mapping.ts'
import type { SeatId, SourceRef } from './seat-id.ts'

export type MarkId = Brand<string, 'MarkId'>

/** A line drawn by hand; an arrow from the first point to the last; an ellipse between two corners; words at a point. */
export const markTools = ['pen', 'arrow', 'circle', 'text'] as const
export type MarkTool = (typeof markTools)[number]

/** One mark on a picture; whose it is gives its colour and its name. */
export interface Mark {
  readonly id: MarkId
  readonly by: SeatId
  readonly tool: MarkTool
  readonly points: readonly PicturePoint[]
  /** Only of a `text`. */
  readonly text: string
}

/** A frame that everyone sees in place of the moving picture; the file is the case's, by its hash. */
export interface FrozenFrame {
  readonly sha256: Sha256
  readonly by: SeatId
  readonly at: Date
}

/** What lies over one source. */
export interface Board {
  readonly source: SourceRef
  readonly frozen: FrozenFrame | null
  /** In the order in which they were finished. */
  readonly marks: readonly Mark[]
}

/** The most marks on one board: older ones give way, so that a forgotten board cannot fill the room's memory. */
export const mostMarks = 200
/** The most points of one mark: half a minute of drawing. */
export const mostPoints = 1_200
export const longestText = 80
