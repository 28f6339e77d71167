'use client'

import { AudioWaveform, FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '#web/ui/class-names.ts'
import { Moment } from '#web/ui/moment.tsx'
import type { ViewerSeries, ViewerStudy } from './present-studies.ts'
import { renderedAddress } from './rendered-address.ts'

interface SeriesRailProps {
  readonly base: string
  readonly studies: readonly ViewerStudy[]
  /** The series in the panes, the active one first. */
  readonly shown: readonly string[]
  readonly onChoose: (series: ViewerSeries) => void
}

/** Every series with the picture from its middle, by study, newest first. */
export function SeriesRail({ base, studies, shown, onChoose }: SeriesRailProps) {
  const t = useTranslations('viewer')
  return (
    <nav aria-label={t('seriesList')} className="flex gap-3 overflow-auto p-2 @max-3xl:max-h-28 @max-3xl:border-t @max-3xl:border-line @3xl:w-44 @3xl:flex-col @3xl:border-r @3xl:border-line">
      {studies.map((study) => (
        <section key={study.uid} className="shrink-0">
          <h3 className="text-small font-semibold @max-3xl:whitespace-nowrap">{study.modality} · <Moment at={study.startedAt} format="date" /></h3>
          <p className="mb-1 line-clamp-2 text-small text-quiet @max-3xl:hidden">{study.description}</p>
          <ul className="flex gap-1.5 @3xl:flex-col">
            {study.series.map((series) => (
              <li key={series.uid}>
                <Face base={base} series={series} chosen={shown.indexOf(series.uid)} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

interface FaceProps {
  readonly base: string
  readonly series: ViewerSeries
  readonly chosen: number
  readonly onChoose: (series: ViewerSeries) => void
}

function Face({ base, series, chosen, onChoose }: FaceProps) {
  const t = useTranslations('viewer')
  const at = series.face === null ? null : { study: series.study, series: series.uid, ...series.face }
  return (
    <button
      type="button"
      aria-pressed={chosen === 0}
      onClick={() => onChoose(series)}
      title={series.description}
      className={classNames(
        'flex items-center gap-2 rounded-control border p-1 text-left text-small @max-3xl:w-36 @3xl:w-full',
        chosen === 0 ? 'border-jade-ink' : chosen > 0 ? 'border-line-strong' : 'border-transparent hover:border-line-strong',
      )}
    >
      <span className="flex size-12 shrink-0 items-center justify-center overflow-hidden rounded-tag bg-stage">
        {series.kind === 'pictures' && at !== null ? (
          <img src={renderedAddress(base, at, { width: 128, height: 128, quality: 60 })} alt="" loading="lazy" className="size-full object-cover" />
        ) : series.kind === 'document' ? <FileText aria-hidden className="size-5 text-quiet" /> : <AudioWaveform aria-hidden className="size-5 text-quiet" />}
      </span>
      <span className="min-w-0">
        <span className="line-clamp-2 font-medium">{series.description}</span>
        {series.kind === 'pictures' && <span className="tabular text-quiet">{t('pictures', { count: series.pictures })}</span>}
      </span>
    </button>
  )
}
