'use client'

import { AudioWaveform, ClipboardList, FileText, Film, Image } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { mediaStudyUid } from '#core/viewing/media-frame.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Moment } from '#web/ui/moment.tsx'
import type { SeriesKind, ViewerSeries, ViewerStudy } from './present-studies.ts'
import { mediaBaseOf, renderedAddress } from './rendered-address.ts'

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
          <h3 className="text-small font-semibold @max-3xl:whitespace-nowrap">{study.uid === mediaStudyUid ? t('media') : <>{study.modality} · <Moment at={study.startedAt} format="date" /></>}</h3>
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

const icons = { pictures: Image, photograph: Image, clip: Film, document: FileText, waveform: AudioWaveform, report: ClipboardList, other: FileText } as const satisfies Record<SeriesKind, unknown>

/** The small picture that stands for a series, or null where only a sign does. */
function smallOf(base: string, { kind, face, media, study, uid }: ViewerSeries): string | null {
  if (media !== null) return media.hasThumbnail ? `${mediaBaseOf(base)}/${media.id}?thumbnail=1` : null
  return kind === 'pictures' && face !== null ? renderedAddress(base, { study, series: uid, ...face }, { width: 128, height: 128, quality: 60 }) : null
}

function Face({ base, series, chosen, onChoose }: FaceProps) {
  const t = useTranslations('viewer')
  const small = smallOf(base, series)
  const Icon = icons[series.kind]
  const name = series.description === '' ? t(`kind.${series.kind}`) : series.description
  return (
    <button
      type="button"
      aria-pressed={chosen === 0}
      onClick={() => onChoose(series)}
      title={name}
      className={classNames(
        'flex items-center gap-2 rounded-control border p-1 text-left text-small @max-3xl:w-36 @3xl:w-full',
        chosen === 0 ? 'border-jade-ink' : chosen > 0 ? 'border-line-strong' : 'border-transparent hover:border-line-strong',
      )}
    >
      <span className="flex size-12 shrink-0 items-center justify-center overflow-hidden rounded-tag bg-stage">
        {small === null
          ? <Icon aria-hidden className="size-5 text-quiet" />
          : <img src={small} alt="" loading="lazy" className="size-full object-cover" />}
      </span>
      <span className="min-w-0">
        <span className="line-clamp-2 font-medium">{name}</span>
        {series.kind === 'pictures' && <span className="tabular text-quiet">{t('pictures', { count: series.pictures })}</span>}
      </span>
    </button>
  )
}
