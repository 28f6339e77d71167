'use client'

import type { VoiWindow, FrameRef, View } from '#core/viewing/view.ts'
import { renderedAddress, steppedSize } from './rendered-address.ts'

interface PreviewPictureProps {
  readonly base: string
  readonly at: FrameRef
  /** Pixels of the picture itself, once they are known. */
  readonly size: { readonly columns: number; readonly rows: number } | null
  readonly pane: { readonly width: number; readonly height: number }
  readonly window: VoiWindow | null
  readonly view: View | null
  readonly quality: number
  readonly onShown?: () => void
}

/** How the pane's own drawing would lie, said to the browser's. */
function placement(view: View | null, fit: { readonly width: number; readonly height: number }): string | undefined {
  if (view === null) return undefined
  const [x, y] = view.centre
  const flip = `scale(${view.flippedHorizontally ? -1 : 1}, ${view.flippedVertically ? -1 : 1})`
  return `scale(${view.zoom}) rotate(${view.rotation}deg) ${flip} translate(${(0.5 - x) * fit.width}px, ${(0.5 - y) * fit.height}px)`
}

/** The picture as the server draws it, in the place where the full one will stand. */
export function PreviewPicture({ base, at, size, pane, window, view, quality, onShown }: PreviewPictureProps) {
  const columns = size?.columns ?? 512
  const rows = size?.rows ?? 512
  const scale = Math.min(pane.width / columns, pane.height / rows)
  const fit = { width: columns * scale, height: rows * scale }
  const asked = Math.min(steppedSize(Math.max(fit.width, fit.height)), steppedSize(Math.max(columns, rows)))
  return (
    <img
      src={renderedAddress(base, at, { width: asked, height: asked, quality, window })}
      alt=""
      draggable={false}
      onLoad={onShown}
      data-preview
      className="pointer-events-none absolute inset-0 m-auto max-w-none object-contain"
      style={{ width: fit.width, height: fit.height, transform: placement(view, fit), ...(view?.inverted === true && { filter: 'invert(1)' }) }}
    />
  )
}
