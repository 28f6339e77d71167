import { EyeOff, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { IdentifierWarning } from '#core/record/identifiers.ts'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Tooltip } from '#web/ui/tooltip.tsx'
import type { PatientView, RecordView } from './present-record.ts'

/** A number with a sign when it does not fit sex, year or form; it warns and never blocks. */
function Numbered({ value, warnings }: { readonly value: string | null; readonly warnings: readonly string[] }) {
  const t = useTranslations('record')
  if (value === null) return <span className="font-normal text-quiet">{t('noNumber')}</span>
  if (warnings.length === 0) return <span className="tabular">{value}</span>
  const sentence = `${warnings.join(' ')} ${t('warningHint')}`
  return (
    <Tooltip label={sentence}>
      <span tabIndex={0} className="tabular inline-flex items-center gap-1.5 text-warning">
        {value}
        <TriangleAlert aria-hidden className="size-4" />
        <span className="sr-only">{sentence}</span>
      </span>
    </Tooltip>
  )
}

const warningWords = {
  'identifier.citizen-id-shape': 'citizen-id-shape',
  'identifier.citizen-id-sex': 'citizen-id-sex',
  'identifier.citizen-id-birth-year': 'citizen-id-birth-year',
  'identifier.insurance-shape': 'insurance-shape',
} as const satisfies Record<IdentifierWarning, string>

function useWarnings({ warnings }: PatientView) {
  const t = useTranslations('record.warning')
  const isOfInsurance = (one: IdentifierWarning): boolean => one === 'identifier.insurance-shape'
  const say = (one: IdentifierWarning): string => t(warningWords[one])
  return { citizenId: warnings.filter((one) => !isOfInsurance(one)).map(say), insurance: warnings.filter(isOfInsurance).map(say) }
}

/** Numbers and place of a patient, with what does not fit marked. */
export function PatientFactsList({ record }: { readonly record: RecordView }) {
  const t = useTranslations('record')
  const warnings = useWarnings(record.patient)
  const { masked, hospitalNumber, citizenId, insuranceNumber, birthDate, address } = record.patient
  if (masked) return <p className="flex items-start gap-2.5"><EyeOff aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />{t('masked')}</p>
  return (
    <KeyValueList
      columns={3}
      items={[
        { term: t('hospitalNumber'), value: <span className="tabular">{hospitalNumber}</span> },
        { term: t('citizenId'), value: <Numbered value={citizenId} warnings={warnings.citizenId} /> },
        { term: t('insuranceNumber'), value: <Numbered value={insuranceNumber} warnings={warnings.insurance} /> },
        { term: t('birthDate'), value: birthDate === null ? null : <span className="tabular">{birthDate.split('-').toReversed().join('/')}</span> },
        { term: t('admissionNumber'), value: record.stay === null ? null : <span className="tabular">{record.stay.admissionNumber}</span> },
        { term: t('address'), value: address },
      ]}
    />
  )
}
