'use client'

import { useEffect, useState } from 'react'
import { fitInto, transformOf } from '#core/viewing/placement.ts'
import type { VoiWindow, FrameRef, View } from '#core/viewing/view.ts'
import { classNames } from '#web/ui/class-names.ts'
import { arrived, askFor, beginPictures, type AskedPicture } from './latest-picture.ts'
import { renderedAddress, steppedSize } from './rendered-address.ts'

interface PreviewPictureProps {
  readonly base: string
  readonly at: FrameRef
  /** Its place in the stack, where it is known. */
  readonly order: number | null
  /** Pixels of the picture itself, once they are known. */
  readonly size: { readonly columns: number; readonly rows: number } | null
  readonly pane: { readonly width: number; readonly height: number }
  readonly window: VoiWindow | null
  readonly view: View | null
  readonly quality: number
  /** What lies below belongs to another series: it is hidden at once, and not only when this one has come. */
  readonly hides: boolean
}

/** The newest picture that has come, as `latest-picture.ts` says; it stays until a newer one has. */
function useLatest(asked: AskedPicture): AskedPicture | null {
  const [pictures, setPictures] = useState(() => beginPictures(asked))
  const next = askFor(pictures, asked)
  if (next !== pictures) setPictures(next)
  const { coming } = next
  useEffect(() => {
    if (coming === null) return
    let gone = false
    const picture = new Image()
    const arrive = (): void => {
      if (!gone) setPictures((before) => arrived(before, coming))
    }
    picture.src = coming.address
    // One that fails is passed over like one that has come.
    picture.decode().then(arrive, arrive)
    return () => {
      gone = true
    }
  }, [coming])
  return next.shown
}

/** The picture as the server draws it, in the place where the full one will stand. */
export function PreviewPicture({ base, at, order, size, pane, window, view, quality, hides }: PreviewPictureProps) {
  const columns = size?.columns ?? 512
  const rows = size?.rows ?? 512
  const fit = fitInto(pane, { width: columns, height: rows })
  const asked = Math.min(steppedSize(Math.max(fit.width, fit.height)), steppedSize(Math.max(columns, rows)))
  const latest = useLatest({ address: renderedAddress(base, at, { width: asked, height: asked, quality, window }), order })
  return (
    <div className={classNames('pointer-events-none absolute inset-0 overflow-hidden', (hides || latest !== null) && 'bg-stage')}>
      {latest !== null && (
        <img
          src={latest.address}
          alt=""
          draggable={false}
          data-preview
          data-order={latest.order ?? undefined}
          className="absolute inset-0 m-auto max-w-none object-contain"
          style={{ width: fit.width, height: fit.height, ...(view !== null && { transform: transformOf(view, fit) }), ...(view?.inverted === true && { filter: 'invert(1)' }) }}
        />
      )}
    </div>
  )
}
