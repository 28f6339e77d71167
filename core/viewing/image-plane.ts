import type { Place } from './view.ts'

export type Vector = readonly [number, number, number]

/** How a picture lies in the patient (DICOM Image Plane module); lengths in millimetres. */
export interface ImagePlane {
  readonly columns: number
  readonly rows: number
  /** The middle of the first pixel. */
  readonly origin: Vector
  /** Along a row, that is from column to column. */
  readonly across: Vector
  /** Along a column, that is from row to row. */
  readonly down: Vector
  readonly columnSpacing: number
  readonly rowSpacing: number
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const cross = (a: Vector, b: Vector): Vector => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
const along = (from: Vector, direction: Vector, by: number): Vector => [
  from[0] + direction[0] * by, from[1] + direction[1] * by, from[2] + direction[2] * by,
]

/** The point of the patient that a place in the picture shows. */
export function worldOf(plane: ImagePlane, [x, y]: Place): Vector {
  const across = (x * plane.columns - 0.5) * plane.columnSpacing
  const down = (y * plane.rows - 0.5) * plane.rowSpacing
  return along(along(plane.origin, plane.across, across), plane.down, down)
}

/** The place in the picture that lies straight below a point of the patient. */
export function placeOf(plane: ImagePlane, world: Vector): Place {
  const from: Vector = [world[0] - plane.origin[0], world[1] - plane.origin[1], world[2] - plane.origin[2]]
  return [
    (dot(from, plane.across) / plane.columnSpacing + 0.5) / plane.columns,
    (dot(from, plane.down) / plane.rowSpacing + 0.5) / plane.rows,
  ]
}

/** The direction in which the pictures of a stack follow one another. */
export const normalOf = (plane: Pick<ImagePlane, 'across' | 'down'>): Vector => cross(plane.across, plane.down)

/** How far along its own normal a picture lies, in millimetres: what readers know as the slice's location. */
export const locationOf = (plane: ImagePlane): number => dot(plane.origin, normalOf(plane))

/** Whether pictures lie parallel, of one size and evenly spaced, so that other planes can be cut through them. */
export function isVolume(planes: readonly ImagePlane[]): boolean {
  const [first] = planes
  if (first === undefined || planes.length < 4) return false
  const normal = normalOf(first)
  const parallel = planes.every(
    (plane) =>
      plane.columns === first.columns && plane.rows === first.rows &&
      dot(plane.across, first.across) > 0.9999 && dot(plane.down, first.down) > 0.9999,
  )
  if (!parallel) return false
  const steps = planes.map((plane) => dot(plane.origin, normal)).sort((a, b) => a - b)
  const gaps = steps.slice(1).map((step, at) => step - (steps[at] ?? 0))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  return mean > 0.01 && gaps.every((gap) => Math.abs(gap - mean) < Math.max(0.05 * mean, 0.02))
}
