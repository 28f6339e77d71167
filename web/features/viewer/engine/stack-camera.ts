import type { StackViewport, Types } from '@cornerstonejs/core'
import { placeOf, worldOf, type ImagePlane } from '#core/viewing/image-plane.ts'
import type { Place, View } from '#core/viewing/view.ts'

/** Turns and mirrors the picture as a view says. */
export function turnTo(viewport: StackViewport, { rotation, flippedHorizontally, flippedVertically }: View): void {
  const now = viewport.getViewPresentation()
  if (now.flipHorizontal !== flippedHorizontally || now.flipVertical !== flippedVertically) {
    viewport.setCamera({ flipHorizontal: flippedHorizontally, flipVertical: flippedVertically })
  }
  if (Math.round(now.rotation ?? 0) % 360 !== rotation) viewport.setViewPresentation({ rotation })
}

/** Puts a place of the picture into the middle; the camera itself is moved, because panning ignores parts of a pixel. */
export function moveTo(viewport: StackViewport, plane: ImagePlane, centre: Place): void {
  const { focalPoint, position } = viewport.getCamera()
  if (focalPoint === undefined || position === undefined) return
  const from = worldOf(plane, placeOf(plane, focalPoint))
  const to = worldOf(plane, centre)
  const moved = (point: Types.Point3): Types.Point3 => [point[0] + to[0] - from[0], point[1] + to[1] - from[1], point[2] + to[2] - from[2]]
  viewport.setCamera({ focalPoint: moved(focalPoint), position: moved(position) })
}
