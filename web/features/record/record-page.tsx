import { History, FileCheck2, Video } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { CaseStatus } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { Card } from '#web/ui/card.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { CaseStatusBadge } from '#web/ui/case-status-badge.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PrintOnly } from '#web/ui/print-only.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { UrgencyBadge } from '#web/ui/urgency-badge.tsx'
import { AllergyBanner } from './allergy-banner.tsx'
import { FiledDocuments } from './filed-documents.tsx'
import { Glance } from './glance.tsx'
import { PatientFactsList } from './patient-facts.tsx'
import { PatientHeading } from './patient-heading.tsx'
import type { RecordView } from './present-record.ts'
import { PrintButton } from './print-button.tsx'
import { RecordSheet } from './record-sheet.tsx'
import { RecordStory } from './record-story.tsx'

/** A consult of the patient, as a line in the record. */
export interface ConsultLine {
  readonly id: string
  readonly code: string
  readonly status: CaseStatus
  readonly urgency: Urgency
  readonly createdAt: string
}

interface RecordPageProps {
  readonly patientId: string
  readonly record: RecordView
  readonly consults: readonly ConsultLine[]
  /** The page's one main action. */
  readonly requestAction: ReactNode
  /** Where more is brought into the record. */
  readonly intake?: ReactNode
}

function Consults({ consults }: Pick<RecordPageProps, 'consults'>) {
  const t = useTranslations('record')
  if (consults.length === 0) return <p className="text-quiet">{t('noConsults')}</p>
  return (
    <ul className="divide-y divide-line">
      {consults.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
          <TextLink href={one.status === 'draft' ? caseLinks.draft(one.id) : caseLinks.page(one.id)} className="tabular">{one.code}</TextLink>
          <UrgencyBadge urgency={one.urgency} />
          <CaseStatusBadge status={one.status} />
          <Moment at={one.createdAt} format="date" className="ml-auto text-dense text-quiet" />
        </li>
      ))}
    </ul>
  )
}

/** A patient's record on one page: read in ten seconds at the top, looked up below, printed as a summary. */
export function RecordPage({ patientId, record, consults, requestAction, intake }: RecordPageProps) {
  const t = useTranslations('record')
  return (
    <article>
      <PatientHeading record={record} actions={<><PrintButton label={t('print')} />{requestAction}</>} />
      <div className="grid gap-4">
        <AllergyBanner allergies={record.allergies} />
        <Glance record={record} />
        <Card><PatientFactsList record={record} /></Card>
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid min-w-0 gap-4">
            <RecordSheet isHeaded record={record} imagesAt={`/api/patients/${patientId}/dicomweb`} viewerAt={`/patients/${patientId}/images`} />
            {intake}
          </div>
          <aside className="grid gap-4">
            <Card title={t('consults')} icon={<Video />} className="print:hidden"><Consults consults={consults} /></Card>
            <Card title={t('documents')} icon={<FileCheck2 />}><FiledDocuments documents={record.documents} filesAt={`/api/patients/${patientId}/documents`} /></Card>
            <Card title={t('story')} icon={<History />}><RecordStory record={record} /></Card>
          </aside>
        </div>
        <PrintOnly><p className="text-small text-quiet">{t('printedNote')}</p></PrintOnly>
      </div>
    </article>
  )
}
