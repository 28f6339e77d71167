import type { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '#web/ui/link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import type { PatientRow } from './present-patients.ts'

/** Department, room and bed in one line, as far as they are known. */
const placeOf = ({ department, room, bed }: PatientRow): string | null =>
  department === null ? null : [department, room, bed].filter((part) => part !== null).join(' · ')

/** The cells of one patient, by column; on a phone the place and the diagnosis stand under the name. */
export function patientCells(row: PatientRow, t: ReturnType<typeof useTranslations<'patients'>>): Readonly<Record<string, ReactNode>> {
  const place = placeOf(row)
  return {
    patient: (
      <span className="block min-w-44">
        <Link href={`/patients/${row.id}`} tabIndex={-1} className="font-semibold hover:text-jade-ink">
          <PatientLine patient={row} />
        </Link>
        {place !== null && <span className="block text-quiet md:hidden">{place}</span>}
        {row.mainDiagnosis !== null && <span className="line-clamp-1 text-quiet lg:hidden">{row.mainDiagnosis}</span>}
      </span>
    ),
    place: place ?? <span className="text-quiet">—</span>,
    diagnosis: row.mainDiagnosis ?? <span className="text-quiet">—</span>,
    number: <span className="tabular whitespace-nowrap" title={t('column.number')}>{row.hospitalNumber}</span>,
    admittedAt: row.admittedAt === null ? <span className="text-quiet">—</span> : <Moment at={row.admittedAt} format="day-time" className="whitespace-nowrap" />,
    citizenId: <span className="tabular">{row.citizenId ?? '—'}</span>,
    insuranceNumber: <span className="tabular">{row.insuranceNumber ?? '—'}</span>,
  }
}
