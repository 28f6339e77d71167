'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { edgesOf } from '#core/viewing/orientation.ts'
import type { View } from '#core/viewing/view.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Moment } from '#web/ui/moment.tsx'
import type { FrameFacts } from './engine/viewer-engine.ts'
import type { ViewerSeries, ViewerStudy } from './present-studies.ts'

interface PaneCornersProps {
  readonly study: ViewerStudy
  readonly series: ViewerSeries
  readonly facts: FrameFacts | null
  readonly count: number
  readonly view: View | null
  /** The value under the pointer. */
  readonly under: number | null
  readonly waiting: boolean
  readonly onSlice: (index: number) => void
}

const corner = 'pointer-events-none absolute text-small leading-[1.45] text-ink text-shadow-md'
const edge = 'pointer-events-none absolute text-dense font-semibold text-priority-ink text-shadow-md'
const upright = { rotation: 0, flippedHorizontally: false, flippedVertically: false }

/** What a reader expects to find at the edges of a picture: whose series, which slice, which window, which side. */
export function PaneCorners({ study, series, facts, count, view, under, waiting, onSlice }: PaneCornersProps) {
  const t = useTranslations('viewer')
  const format = useFormatter()
  const index = facts?.order ?? 0
  const edges = facts?.orientation ? edgesOf(facts.orientation, view ?? upright) : null
  const decimal = (value: number): string => format.number(value, { maximumFractionDigits: 1 })
  return (
    <>
      <div className={classNames(corner, 'top-2 left-3 max-w-[55%]')}>
        <p className="font-semibold">{study.modality} · {series.description}</p>
        <p className="text-quiet">{study.description} · <Moment at={study.startedAt} format="datetime" /></p>
      </div>
      <div className={classNames(corner, 'tabular top-2 right-7 text-right')}>
        <p data-slice className="font-semibold">{t('slice', { at: index + 1, count })}</p>
        {facts !== null && facts.location !== null && <p>{t('location', { value: decimal(facts.location) })}</p>}
        {facts !== null && facts.thickness !== null && <p className="text-quiet">{t('thickness', { value: decimal(facts.thickness) })}</p>}
      </div>
      <div className={classNames(corner, 'tabular bottom-2 left-3')}>
        {view !== null && view.window !== null && <p data-window>C {format.number(Math.round(view.window.centre))} · W {format.number(Math.round(view.window.width))}</p>}
        <p className="text-quiet">{view === null ? '' : t('zoom', { value: format.number(view.zoom, { style: 'percent' }) })}</p>
      </div>
      <div className={classNames(corner, 'tabular right-7 bottom-2 text-right')}>
        {under !== null && <p>{decimal(under)} {facts?.modality === 'CT' ? 'HU' : ''}</p>}
        {facts?.lossy === true && <p className="text-priority-ink">{t('lossy')}</p>}
        {facts !== null && facts.spacing === null && <p className="text-priority-ink">{t('noScale')}</p>}
        {waiting && <p className="text-quiet" role="status">{t('refining')}</p>}
      </div>
      {edges !== null && (
        <>
          <span className={classNames(edge, 'inset-x-0 top-2 mx-auto w-fit')}>{edges.top}</span>
          <span className={classNames(edge, 'inset-x-0 bottom-2 mx-auto w-fit')}>{edges.bottom}</span>
          <span className={classNames(edge, 'inset-y-0 left-2 my-auto h-fit')}>{edges.left}</span>
          <span className={classNames(edge, 'inset-y-0 right-7 my-auto h-fit')}>{edges.right}</span>
        </>
      )}
      {count > 1 && (
        <div className="absolute inset-y-3 right-0 w-5 opacity-50 focus-within:opacity-100 hover:opacity-100"><input
          type="range"
          min={1}
          max={count}
          value={index + 1}
          aria-label={t('slices')}
          aria-valuetext={t('slice', { at: index + 1, count })}
          onChange={(event) => onSlice(Number(event.currentTarget.value) - 1)}
          className="size-full cursor-pointer accent-jade [writing-mode:vertical-lr]"
        /></div>
      )}
    </>
  )
}
