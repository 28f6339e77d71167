'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { FrameRef, Place, View } from '#core/viewing/view.ts'
import { classNames } from '#web/ui/class-names.ts'
import type { FrameFacts, LoadedSeries, Pane, ViewerEngine } from './engine/viewer-engine.ts'
import { PaneCorners } from './pane-corners.tsx'
import type { ViewerSeries, ViewerStudy } from './present-studies.ts'
import { PreviewPicture } from './preview-picture.tsx'
import { useElementSize } from './use-element-size.ts'

export interface OpenPane {
  readonly pane: Pane
  readonly loaded: LoadedSeries
}

interface ViewerPaneProps {
  readonly engine: ViewerEngine | null
  readonly base: string
  readonly study: ViewerStudy
  readonly series: ViewerSeries
  readonly active: boolean
  /** What the presenter shows of this series, while one follows. */
  readonly followed: View | null
  /** Where the presenter points, while one follows. */
  readonly pointer: Place | null
  readonly previewQuality: number
  readonly onActivate: () => void
  readonly onOpen: (open: OpenPane | null) => void
  readonly onView: (view: View) => void
  readonly onPointer: (place: Place | null) => void
}

const indexOf = (loaded: LoadedSeries, at: Pick<FrameRef, 'instance' | 'frame'> | null): number =>
  Math.max(0, loaded.frames.findIndex(({ ref }) => ref.instance === at?.instance && ref.frame === at.frame))

/** One series on black: the server's drawing at once, the full picture as soon as it is here. */
export function ViewerPane(props: ViewerPaneProps) {
  const { engine, base, study, series, active, followed, pointer, previewQuality, onActivate, onOpen, onView, onPointer } = props
  const t = useTranslations('viewer')
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const size = useElementSize(frame)
  const [pane, setPane] = useState<Pane | null>(null)
  const [loaded, setLoaded] = useState<LoadedSeries | null>(null)
  const [view, setView] = useState<View | null>(null)
  const [waiting, setWaiting] = useState<FrameFacts | null>(null)
  const [trouble, setTrouble] = useState(false)
  const [drawn, setDrawn] = useState(false)
  const [under, setUnder] = useState<number | null>(null)
  const told = useRef({ onOpen, onView, onPointer, face: series.face })
  useEffect(() => {
    told.current = { onOpen, onView, onPointer, face: series.face }
  })
  // By name, not by object: the page may hand over the same list anew.
  const { uid, study: studyUid } = series

  useEffect(() => {
    if (engine === null || canvas.current === null) return
    const opened = engine.openPane(canvas.current, {
      onView: (next) => {
        setView(next)
        told.current.onView(next)
      },
      onWaiting: (facts) => {
        setWaiting(facts)
        setTrouble(false)
        if (facts === null) setDrawn(true)
      },
      onPointer: (place) => {
        setUnder(place === null ? null : opened.valueAt(place))
        told.current.onPointer(place)
      },
      onFailed: () => setTrouble(true),
    })
    setPane(opened)
    return () => {
      setPane(null)
      opened.close()
    }
  }, [engine])

  useEffect(() => {
    if (engine === null || pane === null) return
    let gone = false
    const show = async (): Promise<void> => {
      const next = await engine.load({ base, study: studyUid, series: uid })
      if (gone || next.frames.length === 0) return
      setLoaded(next)
      told.current.onOpen({ pane, loaded: next })
      await pane.show(next, indexOf(next, told.current.face))
    }
    show().catch(() => {
      if (!gone) setTrouble(true)
    })
    return () => {
      gone = true
      setLoaded(null)
      setView(null)
      setDrawn(false)
      setTrouble(false)
      told.current.onOpen(null)
    }
  }, [engine, pane, base, studyUid, uid])

  useEffect(() => {
    if (pane !== null && loaded !== null && followed !== null) void pane.follow(followed)
  }, [pane, loaded, followed])

  const facts = loaded?.frames.find(({ ref }) => ref.instance === view?.at.instance && ref.frame === view.at.frame) ?? null
  const previewed = waiting?.ref ?? (drawn || series.face === null ? null : { study: series.study, series: series.uid, ...series.face })
  const pointed = pointer === null || pane === null ? null : pane.positionOf(pointer)
  return (
    <div
      ref={frame}
      role="img"
      aria-label={t('pane', { series: series.description })}
      onPointerDownCapture={onActivate}
      data-frame={facts?.order}
      data-view={view === null ? undefined : JSON.stringify(view)}
      data-drawn={drawn && waiting === null ? '' : undefined}
      className={classNames('relative min-h-0 min-w-0 flex-1 touch-none overflow-hidden bg-stage select-none', active && 'outline outline-1 -outline-offset-1 outline-jade')}
    >
      <div ref={canvas} onContextMenu={(event) => event.preventDefault()} className="absolute inset-0" />
      {previewed !== null && size.width > 0 && (
        // One of its own for each series: a picture of another must never stand under this one's name.
        <PreviewPicture
          key={previewed.series}
          base={base} at={previewed} order={waiting?.order ?? null} size={waiting} pane={size} hides={!drawn}
          window={view?.window ?? null} view={waiting === null ? null : view} quality={previewQuality}
        />
      )}
      <PaneCorners study={study} series={series} facts={facts} count={loaded?.frames.length ?? series.pictures} view={view} under={under} waiting={previewed !== null} onSlice={(index) => pane?.goTo(index)} />
      {pointed !== null && <span aria-hidden data-presenter-pointer className="pointer-events-none absolute size-5 -translate-1/2 rounded-full border-2 border-jade-ink" style={{ left: pointed[0], top: pointed[1] }} />}
      {trouble && (
        <p role="alert" className="absolute inset-x-0 bottom-14 mx-auto flex w-fit max-w-[90%] items-center gap-2 rounded-control bg-danger-wash px-3 py-2 text-dense text-danger">
          <TriangleAlert aria-hidden className="size-4 shrink-0" /> {t('failed')}
        </p>
      )}
    </div>
  )
}
