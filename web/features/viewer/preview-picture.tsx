'use client'

import { fitInto, transformOf } from '#core/viewing/placement.ts'
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

/** The picture as the server draws it, in the place where the full one will stand. */
export function PreviewPicture({ base, at, size, pane, window, view, quality, onShown }: PreviewPictureProps) {
  const columns = size?.columns ?? 512
  const rows = size?.rows ?? 512
  const fit = fitInto(pane, { width: columns, height: rows })
  const asked = Math.min(steppedSize(Math.max(fit.width, fit.height)), steppedSize(Math.max(columns, rows)))
  return (
    <img
      src={renderedAddress(base, at, { width: asked, height: asked, quality, window })}
      alt=""
      draggable={false}
      onLoad={onShown}
      data-preview
      className="pointer-events-none absolute inset-0 m-auto max-w-none object-contain"
      style={{ width: fit.width, height: fit.height, ...(view !== null && { transform: transformOf(view, fit) }), ...(view?.inverted === true && { filter: 'invert(1)' }) }}
    />
  )
}
