import { useTranslations } from 'next-intl'
import type { Sex, SpokenAge } from '#core/record/patient.ts'
import { classNames } from './class-names.ts'

/** What a list shows of a patient; the name is missing for somebody nobody can name yet. */
export interface PatientFacts {
  readonly name: string | null
  readonly age: SpokenAge | null
  readonly sex: Sex
}

interface PatientLineProps {
  readonly patient: PatientFacts
  readonly className?: string
}

/** A patient in one line: name, age, sex. */
export function PatientLine({ patient, className }: PatientLineProps) {
  const t = useTranslations('caseWords')
  return (
    <span className={classNames('break-normal hyphens-none', className)}>
      {patient.name ?? t('unknownPatient')}
      <span className="font-normal whitespace-nowrap text-quiet">
        {' · '}
        {patient.age === null ? t('ageUnknown') : t(`ageIn.${patient.age.unit}`, { age: patient.age.value })}
        {' · '}
        {t(`sex.${patient.sex}`)}
      </span>
    </span>
  )
}
