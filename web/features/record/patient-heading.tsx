import { BedDouble } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import type { RecordView } from './present-record.ts'

function Place({ stay }: Pick<RecordView, 'stay'>) {
  const t = useTranslations('record')
  // Hospitals write "P.305" and "G.12" into the fields themselves.
  return <>{stay === null ? t('notAdmitted') : [stay.department, stay.room, stay.bed].filter((part) => part !== null).join(' · ')}</>
}

/** Who this is and where they lie. */
export function PatientHeading({ record, actions }: { readonly record: RecordView; readonly actions?: ReactNode }) {
  const t = useTranslations('record')
  const { stay } = record
  return (
    <PageHeader
      title={<PatientLine patient={record.patient} />}
      back={{ href: '/patients', label: t('backToPatients') }}
      meta={
        <>
          <span className="inline-flex items-center gap-1.5"><BedDouble aria-hidden className="size-4" /><Place stay={stay} /></span>
          {stay !== null && <span className="tabular">{t('stayDay', { day: stay.day })}</span>}
          {stay !== null && <Moment at={stay.admittedAt} format="datetime" />}
        </>
      }
      actions={actions}
    />
  )
}
