import { Activity, FileText, FlaskConical, Images, Pill, ScanLine, ScanSearch, Scissors, Stethoscope } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '#web/ui/badge.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { AllergyBanner } from './allergy-banner.tsx'
import { ImageStack } from './image-stack.tsx'
import { LaboratoryTable } from './laboratory-table.tsx'
import { MediaGallery } from './media-gallery.tsx'
import { MedicationList } from './medication-list.tsx'
import { PatientFactsList } from './patient-facts.tsx'
import { ProcedureList } from './procedure-list.tsx'
import { ReportList } from './report-list.tsx'
import type { RecordView } from './present-record.ts'
import { newestMoment, VitalsGrid } from './vitals-grid.tsx'

interface RecordSheetProps {
  readonly record: RecordView
  /** Where the pictures are served for this reader, without a slash at the end; none are shown without it. */
  readonly imagesAt?: string
  /** The page of the reading room's viewer, where this reader has one. */
  readonly viewerAt?: string
  /** The page shows allergies and identity itself, higher up. */
  readonly isHeaded?: boolean
}

function Conditions({ conditions }: Pick<RecordView, 'conditions'>) {
  const t = useTranslations('record')
  return (
    <ul className="divide-y divide-line">
      {conditions.map((one) => (
        <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 py-2 first:pt-0 last:pb-0">
          <span className={one.isActive ? 'font-medium' : 'text-quiet'}>{one.display}</span>
          <span className="tabular font-mono text-dense text-quiet">{one.code}</span>
          {!one.isActive && <Badge>{t('resolved')}</Badge>}
          <Moment at={one.recordedAt} format="date" className="ml-auto text-dense text-quiet" />
        </li>
      ))}
    </ul>
  )
}

/**
 * The clinical part of a record, own or sent: the same sheet on every page, so that both hospitals speak of the same picture.
 * It is laid out by the width it has, since it also stands in the narrow panel beside a call.
 */
export function RecordSheet({ record, imagesAt, viewerAt, isHeaded = false }: RecordSheetProps) {
  const t = useTranslations('record')
  const none = <p className="text-quiet">{t('nothingRecorded')}</p>
  return (
    <div className="@container grid gap-4">
      {!isHeaded && <AllergyBanner allergies={record.allergies} />}
      {!isHeaded && <Card><PatientFactsList record={record} /></Card>}
      <Card title={t('vitals')} icon={<Activity />} {...(record.vitals.length > 0 && { description: <Moment at={newestMoment(record.vitals)} format="long" /> })}>
        {record.vitals.length === 0 ? none : <VitalsGrid series={record.vitals} />}
      </Card>
      <div className="grid items-start gap-4 @3xl:grid-cols-2">
        <Card title={t('conditions')} icon={<Stethoscope />}>{record.conditions.length === 0 ? none : <Conditions conditions={record.conditions} />}</Card>
        <Card title={t('medications')} icon={<Pill />}>{record.medications.length === 0 ? none : <MedicationList medications={record.medications} />}</Card>
      </div>
      <Card title={t('laboratory')} icon={<FlaskConical />} flush={record.laboratory.length > 0}>
        {record.laboratory.length === 0 ? none : <LaboratoryTable series={record.laboratory} />}
      </Card>
      {record.reports.length > 0 && <Card title={t('reports')} icon={<FileText />}><ReportList reports={record.reports} /></Card>}
      {record.procedures.length > 0 && <Card title={t('procedures')} icon={<Scissors />}><ProcedureList procedures={record.procedures} /></Card>}
      {imagesAt !== undefined && record.media.length > 0 && (
        <Card title={t('mediaTitle')} icon={<Images />} className="print:hidden">
          <MediaGallery media={record.media} mediaAt={imagesAt.replace(/dicomweb$/, 'media')} />
        </Card>
      )}
      {imagesAt !== undefined && (
        <Card
          title={t('imaging')}
          icon={<ScanLine />}
          className="print:hidden"
          {...(viewerAt !== undefined && record.studies.length + record.media.length > 0 && { actions: <ButtonLink size="sm" href={viewerAt} icon={<ScanSearch />}>{t('openViewer')}</ButtonLink> })}
        >
          {record.studies.length === 0 ? none : <ImageStack studies={record.studies} imagesAt={imagesAt} />}
        </Card>
      )}
    </div>
  )
}
