import type { Place, View } from './view.ts'

interface Size {
  readonly width: number
  readonly height: number
}

type Placed = Pick<View, 'zoom' | 'centre' | 'rotation' | 'flippedHorizontally' | 'flippedVertically'>

/** How large a picture is when it just fits into a pane. */
export function fitInto(pane: Size, picture: Size): Size {
  const scale = Math.min(pane.width / Math.max(1, picture.width), pane.height / Math.max(1, picture.height))
  return { width: picture.width * scale, height: picture.height * scale }
}

const mirror = ({ flippedHorizontally, flippedVertically }: Placed): readonly [number, number] => [flippedHorizontally ? -1 : 1, flippedVertically ? -1 : 1]

function turned([x, y]: readonly [number, number], degrees: number): readonly [number, number] {
  const angle = (degrees * Math.PI) / 180
  return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)]
}

/** Where a place of the picture lies, in pixels from the pane's middle. */
export function offsetOf(place: Place, view: Placed, fit: Size): readonly [number, number] {
  const [flipX, flipY] = mirror(view)
  const [x, y] = turned([(place[0] - view.centre[0]) * fit.width * flipX, (place[1] - view.centre[1]) * fit.height * flipY], view.rotation)
  return [x * view.zoom, y * view.zoom]
}

/** The place of the picture that lies so many pixels from the pane's middle. */
export function placeAt(offset: readonly [number, number], view: Placed, fit: Size): Place {
  const [flipX, flipY] = mirror(view)
  const [x, y] = turned([offset[0] / view.zoom, offset[1] / view.zoom], -view.rotation)
  return [view.centre[0] + (x * flipX) / fit.width, view.centre[1] + (y * flipY) / fit.height]
}

/** The same placing as a browser's transform of an element that just fits and stands in the middle. */
export function transformOf(view: Placed, fit: Size): string {
  const [flipX, flipY] = mirror(view)
  const [x, y] = view.centre
  return `scale(${view.zoom}) rotate(${view.rotation}deg) scale(${flipX}, ${flipY}) translate(${(0.5 - x) * fit.width}px, ${(0.5 - y) * fit.height}px)`
}
