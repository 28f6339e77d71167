'use client'

import { ChevronDown, ChevronUp, ImageOff, Maximize } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { SeriesList } from './series-list.tsx'
import type { StudyView } from './present-record.ts'

interface ImageStackProps {
  readonly studies: readonly StudyView[]
  readonly imagesAt: string
}

// How many slices on either side are fetched ahead, so that scrolling on a thin line does not stop at each one.
const ahead = 4
const wheelStep = 40

/** The slice that a key leads to, or null when the key means nothing here. */
function sliceForKey(key: string, at: number, count: number): number | null {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(at + 1, last)
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(at - 1, 0)
    case 'PageDown':
      return Math.min(at + 10, last)
    case 'PageUp':
      return Math.max(at - 10, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

function useAhead(pictures: readonly string[], at: number, imagesAt: string): void {
  useEffect(() => {
    for (const picture of pictures.slice(Math.max(at - ahead, 0), at + ahead + 1)) new Image().src = `${imagesAt}/${picture}`
  }, [pictures, at, imagesAt])
}

/** The stage upon which one series is scrolled, by wheel, keys or slider. */
function Stage({ pictures, imagesAt, title }: { readonly pictures: readonly string[]; readonly imagesAt: string; readonly title: string }) {
  const t = useTranslations('record.image')
  const [at, setAt] = useState(Math.floor(pictures.length / 2))
  const [missing, setMissing] = useState<string | null>(null)
  const stage = useRef<HTMLDivElement>(null)
  const slices = useRef<HTMLDivElement>(null)
  const turned = useRef(0)
  useAhead(pictures, at, imagesAt)
  const picture = pictures[at]
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = sliceForKey(event.key, at, pictures.length)
    if (next === null) return
    event.preventDefault()
    setAt(next)
  }
  useEffect(() => {
    const element = slices.current
    const turn = (event: WheelEvent): void => {
      // The wheel belongs to the slices while it is over them; React's own listener could not hold the page still.
      event.preventDefault()
      turned.current += event.deltaY
      const steps = Math.trunc(turned.current / wheelStep)
      turned.current -= steps * wheelStep
      if (steps !== 0) setAt((now) => Math.min(Math.max(now + steps, 0), pictures.length - 1))
    }
    element?.addEventListener('wheel', turn, { passive: false })
    return () => element?.removeEventListener('wheel', turn)
  }, [pictures.length])
  return (
    <div ref={stage} data-theme="room" className="overflow-hidden rounded-control bg-stage">
      <div
        ref={slices}
        role="slider"
        tabIndex={0}
        aria-label={t('stage', { title })}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={pictures.length}
        aria-valuenow={at + 1}
        aria-valuetext={t('slice', { at: at + 1, count: pictures.length })}
        onKeyDown={onKeyDown}
        className="relative flex aspect-square max-h-[70dvh] w-full touch-pan-x items-center justify-center overscroll-contain focus-visible:-outline-offset-2"
      >
        {picture !== undefined && missing !== picture ? (
          // Served behind an access check and never cached outside of it, so no image optimiser.
          <img src={`${imagesAt}/${picture}`} alt={t('slice', { at: at + 1, count: pictures.length })} draggable={false} onError={() => setMissing(picture)} className="size-full object-contain" />
        ) : (
          <p className="flex items-center gap-2 text-quiet"><ImageOff aria-hidden className="size-5" />{t('missing')}</p>
        )}
        <span className="tabular absolute top-3 left-4 text-dense text-ink">{title}</span>
        <span className="tabular absolute top-3 right-4 text-dense text-ink">{at + 1}/{pictures.length}</span>
        <span className="absolute bottom-3 left-4 text-small text-quiet @max-xl:hidden">{t('keys')}</span>
      </div>
      <div className="flex items-center gap-2 border-t border-line bg-surface px-3 py-2">
        <IconButton label={t('previous')} icon={<ChevronUp />} variant="quiet" size="sm" onClick={() => setAt((now) => Math.max(now - 1, 0))} />
        <input
          type="range"
          min={1}
          max={pictures.length}
          value={at + 1}
          aria-label={t('scroll')}
          onChange={(event) => setAt(Number(event.currentTarget.value) - 1)}
          className="h-6 min-w-0 flex-1 accent-jade"
        />
        <IconButton label={t('next')} icon={<ChevronDown />} variant="quiet" size="sm" onClick={() => setAt((now) => Math.min(now + 1, pictures.length - 1))} />
        <IconButton label={t('fullscreen')} icon={<Maximize />} variant="quiet" size="sm" onClick={() => void stage.current?.requestFullscreen()} />
      </div>
    </div>
  )
}

/** Studies with their series at the side and one series on the stage. */
export function ImageStack({ studies, imagesAt }: ImageStackProps) {
  const t = useTranslations('record.image')
  const series = studies.flatMap((study) => study.series.map((one) => ({ ...one, study })))
  const [chosen, setChosen] = useState(series.find((one) => one.pictures.length > 0)?.uid ?? null)
  const shown = series.find((one) => one.uid === chosen)
  return (
    <div className="grid items-start gap-4 @2xl:grid-cols-[14rem_minmax(0,1fr)]">
      <SeriesList studies={studies} imagesAt={imagesAt} chosen={chosen} onChoose={setChosen} />
      {shown === undefined || shown.pictures.length === 0 ? <p className="text-quiet">{t('none')}</p> : (
        <figure className="min-w-0 @2xl:max-w-2xl">
          <Stage key={shown.uid} pictures={shown.pictures} imagesAt={imagesAt} title={`${shown.study.modality} · ${shown.description}`} />
          <figcaption className="mt-2 text-dense text-quiet">{shown.study.description} · <Moment at={shown.study.startedAt} /></figcaption>
        </figure>
      )}
    </div>
  )
}
