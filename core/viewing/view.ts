/** One picture of a series; `frame` counts from 1, and is 1 where an instance has only one. */
export interface FrameRef {
  readonly study: string
  readonly series: string
  readonly instance: string
  readonly frame: number
}

/** A VOI window in the units of the modality: Hounsfield for CT. */
export interface VoiWindow {
  readonly centre: number
  readonly width: number
}

/** A place in a picture as parts of its columns and rows, so that it means the same on every screen. */
export type Place = readonly [across: number, down: number]

/** How one picture is looked at, independent of the screen's size. */
export interface View {
  readonly at: FrameRef
  /** Null where the picture has colours of its own. */
  readonly window: VoiWindow | null
  readonly inverted: boolean
  /** 1 shows the whole picture. */
  readonly zoom: number
  /** The place in the picture that stands in the middle of the pane. */
  readonly centre: Place
  /** Degrees clockwise. */
  readonly rotation: number
  readonly flippedHorizontally: boolean
  readonly flippedVertically: boolean
}

export const markKinds = ['length', 'angle', 'ellipse', 'rectangle', 'arrow', 'probe'] as const
export type MarkKind = (typeof markKinds)[number]

/** Something drawn or measured on a picture; its numbers are computed from the picture by whoever shows it. */
export interface Mark {
  readonly id: string
  readonly kind: MarkKind
  readonly at: FrameRef
  /** Corners and ends, as places in the picture. */
  readonly points: readonly Place[]
  readonly text: string
}

/** Whether two names mean the same picture. */
export const sameFrame = (a: FrameRef, b: FrameRef): boolean =>
  a.instance === b.instance && a.frame === b.frame && a.series === b.series && a.study === b.study

/** Whether two views show the same; numbers that differ by less than a screen can show count as equal. */
export function sameView(a: View, b: View): boolean {
  const near = (one: number, other: number): boolean => Math.abs(one - other) < 1e-4
  return (
    sameFrame(a.at, b.at) &&
    (a.window === null || b.window === null
      ? a.window === b.window
      : near(a.window.centre, b.window.centre) && near(a.window.width, b.window.width)) &&
    a.inverted === b.inverted &&
    near(a.zoom, b.zoom) &&
    near(a.centre[0], b.centre[0]) &&
    near(a.centre[1], b.centre[1]) &&
    near(a.rotation, b.rotation) &&
    a.flippedHorizontally === b.flippedHorizontally &&
    a.flippedVertically === b.flippedVertically
  )
}
