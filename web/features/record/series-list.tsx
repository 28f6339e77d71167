'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '#web/ui/class-names.ts'
import { Moment } from '#web/ui/moment.tsx'
import type { StudyView } from './present-record.ts'

interface SeriesListProps {
  readonly studies: readonly StudyView[]
  readonly imagesAt: string
  readonly chosen: string | null
  readonly onChoose: (uid: string) => void
}

/** Every series with the picture from its middle, to be put on the stage. */
export function SeriesList({ studies, imagesAt, chosen, onChoose }: SeriesListProps) {
  const t = useTranslations('record.image')
  return (
    <ul className="grid gap-3">
      {studies.map((study) => (
        <li key={study.id}>
          <p className="text-dense font-semibold">{study.modality} · {study.description}</p>
          <p className="mb-1.5 text-small text-quiet"><Moment at={study.startedAt} format="datetime" /></p>
          <ul className="flex gap-2 overflow-x-auto @2xl:grid">
            {study.series.map((one) => {
              const middle = one.pictures[Math.floor(one.pictures.length / 2)]
              return (
                <li key={one.uid}>
                  <button
                    type="button"
                    aria-pressed={one.uid === chosen}
                    onClick={() => onChoose(one.uid)}
                    className={classNames(
                      'flex w-40 items-center gap-2.5 rounded-control border p-1.5 text-left text-dense @2xl:w-full',
                      one.uid === chosen ? 'border-jade-ink bg-jade-wash' : 'border-line hover:border-jade-ink',
                    )}
                  >
                    <span data-theme="room" className="size-12 shrink-0 overflow-hidden rounded-tag bg-stage">
                      {middle !== undefined && <img src={`${imagesAt}/${middle}`} alt="" loading="lazy" className="size-full object-cover" />}
                    </span>
                    <span className="min-w-0">
                      <span className="block font-medium">{one.description}</span>
                      <span className="text-quiet">{t('count', { count: one.pictures.length })}</span>
                    </span>
                  </button>
                </li>
              )
            })}
          </ul>
        </li>
      ))}
    </ul>
  )
}
