import type { Vector } from './image-plane.ts'
import type { View } from './view.ts'

type Turned = Pick<View, 'rotation' | 'flippedHorizontally' | 'flippedVertically'>

/** The letters of DICOM for where a direction of the patient leads: left, right, anterior, posterior, head, feet. */
export function letterOf([x, y, z]: Vector): string {
  const parts = [
    { size: Math.abs(x), letter: x > 0 ? 'L' : 'R' },
    { size: Math.abs(y), letter: y > 0 ? 'P' : 'A' },
    { size: Math.abs(z), letter: z > 0 ? 'H' : 'F' },
  ]
  // An oblique plane names both of its directions, the stronger one first.
  return parts.filter(({ size }) => size > 0.25).sort((a, b) => b.size - a.size).map(({ letter }) => letter).slice(0, 2).join('')
}

const opposite = ([x, y, z]: Vector): Vector => [-x, -y, -z]

interface Edges {
  readonly top: string
  readonly right: string
  readonly bottom: string
  readonly left: string
}

/** What stands at the edges of a picture that may have been turned by quarters and mirrored. */
export function edgesOf({ across, down }: { readonly across: Vector; readonly down: Vector }, { rotation, flippedHorizontally, flippedVertically }: Turned): Edges {
  const right = flippedHorizontally ? opposite(across) : across
  const bottom = flippedVertically ? opposite(down) : down
  const clockwise = [letterOf(opposite(bottom)), letterOf(right), letterOf(bottom), letterOf(opposite(right))]
  const quarters = ((Math.round(rotation / 90) % 4) + 4) % 4
  const at = (edge: number): string => clockwise[(edge - quarters + 4) % 4] ?? ''
  return { top: at(0), right: at(1), bottom: at(2), left: at(3) }
}
