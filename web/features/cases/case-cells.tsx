import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CaseStatusBadge } from '#web/ui/case-status-badge.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import { UrgencyBadge } from '#web/ui/urgency-badge.tsx'
import type { CaseRow } from './present-case-row.ts'

/** The cells of one case, by column. */
export function caseCells(row: CaseRow, words: ReturnType<typeof useTranslations<'caseWords'>>): Readonly<Record<string, ReactNode>> {
  return {
    patient: (
      <span className="block min-w-48">
        <PatientLine patient={row.patient} className="font-semibold" />
        <span className="line-clamp-1 text-quiet">{row.diagnosis}</span>
        <span className="mt-1.5 flex flex-wrap items-center gap-1.5 sm:hidden">
          <UrgencyBadge urgency={row.urgency} />
          <CaseStatusBadge status={row.status} />
          <span className="tabular text-quiet">{row.code}</span>
        </span>
      </span>
    ),
    code: <span className="tabular font-medium whitespace-nowrap">{row.code}</span>,
    urgency: <UrgencyBadge urgency={row.urgency} />,
    status: <CaseStatusBadge status={row.status} />,
    from: row.from,
    to: row.to,
    specialty: words(`specialty.${row.specialty}`),
    kind: words(`kind.${row.kind}`),
    requester: row.requester ? <PersonName {...row.requester} /> : '—',
    coordinator: row.coordinator ? <PersonName {...row.coordinator} /> : '—',
    time: <CaseTime row={row} />,
  }
}

function CaseTime({ row }: { readonly row: CaseRow }) {
  const t = useTranslations('cases.time')
  if (row.startsAt !== null) return <Labelled label={t('session')}><Moment at={row.startsAt} format="day-time" /></Labelled>
  if (row.connectBy !== null) return <Labelled label={t('connect')}><RunningClock until={row.connectBy} /></Labelled>
  return row.submittedAt === null
    ? <Labelled label={t('created')}><Moment at={row.createdAt} format="day-time" /></Labelled>
    : <Labelled label={t('sent')}><Moment at={row.submittedAt} format="day-time" /></Labelled>
}

const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <span className="block whitespace-nowrap"><span className="block text-small text-quiet">{label}</span>{children}</span>
)
