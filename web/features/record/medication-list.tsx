import { useTranslations } from 'next-intl'
import type { Medication } from '#core/record/patient-record.ts'
import { Badge } from '#web/ui/badge.tsx'

/** `yyyy-mm-dd` as it is written on paper; a calendar day has no zone. */
const written = (day: string): string => day.split('-').toReversed().join('/')

/** Medicines in use first, then those that were stopped. */
export function MedicationList({ medications }: { readonly medications: readonly Medication[] }) {
  const t = useTranslations('record')
  const inUseFirst = medications.toSorted((a, b) => Number(a.endedOn !== null) - Number(b.endedOn !== null))
  return (
    <ul className="divide-y divide-line">
      {inUseFirst.map((one) => (
        <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 py-2 first:pt-0 last:pb-0">
          <span className={one.endedOn === null ? 'font-medium' : 'text-quiet'}>{one.name}</span>
          <span className="text-dense text-quiet">{one.dosage}</span>
          {one.endedOn !== null && <Badge>{t('stopped')}</Badge>}
          <span className="tabular ml-auto text-dense text-quiet">
            {one.endedOn === null ? t('since', { day: written(one.startedOn) }) : `${written(one.startedOn)} – ${written(one.endedOn)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
