'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, useSyncExternalStore, type PointerEvent, type ReactNode } from 'react'
import { fitInto, offsetOf, transformOf } from '#core/viewing/placement.ts'
import type { Place, View } from '#core/viewing/view.ts'
import { classNames } from '#web/ui/class-names.ts'
import { PdfPages } from '#web/ui/pdf-pages.tsx'
import type { ViewerEngine } from './engine/viewer-engine.ts'
import { mediaBaseOf } from './rendered-address.ts'
import { ReportSheet } from './report-sheet.tsx'
import { StillPane } from './still-pane.ts'
import { useElementSize } from './use-element-size.ts'
import type { ViewerSeries } from './present-studies.ts'
import type { OpenPane } from './viewer-pane.tsx'
import { WaveformSheet } from './waveform-sheet.tsx'

interface StillViewProps {
  readonly engine: ViewerEngine | null
  readonly base: string
  readonly series: ViewerSeries
  readonly active: boolean
  readonly followed: View | null
  readonly pointer: Place | null
  readonly onActivate: () => void
  readonly onOpen: (open: OpenPane | null) => void
  readonly onView: (view: View) => void
  readonly onPointer: (place: Place | null) => void
}

/** Where the thing itself is served. */
const addressOf = (base: string, series: ViewerSeries): string =>
  series.media === null
    ? `${base}/studies/${series.study}/series/${series.uid}/instances/${series.face?.instance ?? ''}`
    : `${mediaBaseOf(base)}/${series.media.id}`

/** A photograph, clip, paper, curve or report in a pane: what the image engine does not draw, looked at together all the same. */
export function StillView({ engine, base, series, active, followed, pointer, onActivate, onOpen, onView, onPointer }: StillViewProps) {
  const t = useTranslations('viewer')
  const [pane] = useState(() => new StillPane({ study: series.study, series: series.uid, instance: series.face?.instance ?? series.uid, frame: 1 }))
  const view = useSyncExternalStore(pane.subscribe, pane.view, pane.view)
  const told = useRef({ onOpen, onView })
  useEffect(() => {
    told.current = { onOpen, onView }
  })
  useEffect(() => {
    told.current.onOpen({ pane, loaded: pane.series })
    return () => told.current.onOpen(null)
  }, [pane])
  useEffect(() => told.current.onView(view), [view])
  useEffect(() => {
    if (followed !== null) void pane.follow(followed)
  }, [pane, followed])
  const address = addressOf(base, series)
  const content = (): ReactNode => {
    switch (series.kind) {
      case 'photograph':
        return <Photograph pane={pane} view={view} address={address} title={series.description} pointer={pointer} onPointer={onPointer} />
      case 'clip':
        // A clinical clip has no speech to write down.
        return <video src={address} controls playsInline preload="metadata" className="size-full" />
      case 'document':
        return <div className="size-full overflow-y-auto p-4"><div className="mx-auto max-w-4xl"><PdfPages address={series.media === null ? `${address}/document` : address} label={series.description} /></div></div>
      case 'waveform':
        return <WaveformSheet engine={engine} address={`${address}/file`} />
      case 'report':
        return <ReportSheet address={`${address}/metadata`} />
      case 'pictures':
      case 'other':
        return <p className="flex size-full items-center justify-center text-quiet">{t('noPicture')}</p>
    }
  }
  return (
    <div
      onPointerDownCapture={onActivate}
      data-kind={series.kind}
      data-view={JSON.stringify(view)}
      className={classNames('relative min-h-0 min-w-0 flex-1 overflow-hidden bg-stage', active && 'outline outline-1 -outline-offset-1 outline-jade')}
    >
      {content()}
    </div>
  )
}

interface PhotographProps {
  readonly pane: StillPane
  readonly view: View
  readonly address: string
  readonly title: string
  readonly pointer: Place | null
  readonly onPointer: (place: Place | null) => void
}

/** A picture that the browser draws: the wheel zooms, the hand moves it. */
function Photograph({ pane, view, address, title, pointer, onPointer }: PhotographProps) {
  const t = useTranslations('viewer')
  const frame = useRef<HTMLDivElement>(null)
  const size = useElementSize(frame)
  const [picture, setPicture] = useState<HTMLImageElement | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => pane.draws(picture, size), [pane, picture, size])
  useEffect(() => {
    const element = frame.current
    const turn = (event: WheelEvent): void => {
      event.preventDefault()
      pane.zoomBy(Math.exp(-event.deltaY / 600))
    }
    element?.addEventListener('wheel', turn, { passive: false })
    return () => element?.removeEventListener('wheel', turn)
  }, [pane])
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    onPointer(pane.placeUnder([event.clientX - left, event.clientY - top]))
    if (event.buttons === 1) pane.moveBy([event.movementX, event.movementY])
  }
  const ready = picture !== null && size.width > 0
  const fit = fitInto(size, { width: picture?.naturalWidth ?? 1, height: picture?.naturalHeight ?? 1 })
  const [x, y] = pointer === null ? [0, 0] : offsetOf(pointer, view, fit)
  return (
    <div ref={frame} onPointerMove={onPointerMove} onPointerLeave={() => onPointer(null)} onDoubleClick={() => pane.reset()} className="absolute inset-0 touch-none overflow-hidden">
      <img
        src={address}
        alt={title}
        draggable={false}
        onLoad={(event) => setPicture(event.currentTarget)}
        onError={() => setFailed(true)}
        data-drawn={ready ? '' : undefined}
        className={classNames('absolute inset-0 m-auto max-w-none select-none', !ready && 'size-full object-contain')}
        style={ready ? { ...fit, transform: transformOf(view, fit), ...(view.inverted && { filter: 'invert(1)' }) } : undefined}
      />
      {pointer !== null && ready && <span aria-hidden data-presenter-pointer className="pointer-events-none absolute size-5 -translate-1/2 rounded-full border-2 border-jade-ink" style={{ left: size.width / 2 + x, top: size.height / 2 + y }} />}
      {failed && <p role="alert" className="absolute inset-x-0 bottom-14 mx-auto w-fit max-w-[90%] rounded-control bg-danger-wash px-3 py-2 text-dense text-danger">{t('failed')}</p>}
    </div>
  )
}
