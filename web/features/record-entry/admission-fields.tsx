'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState, type ChangeEvent } from 'react'
import type { AdmissionDraft } from '#core/record/admission-draft.ts'
import { sexes } from '#core/record/patient.ts'
import { Combobox } from '#web/ui/combobox.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { TimeField } from '#web/ui/day-and-time.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Select, type SelectOption } from '#web/ui/select.tsx'
import { kinds } from './admission-draft.ts'

const none: readonly SelectOption[] = []
// The table of codes comes with the first letter that is typed, and not with the page.
const findDiagnoses = async (typed: string): Promise<readonly SelectOption[]> => {
  const { searchDiagnoses } = await import('#core/record/icd10.ts')
  return searchDiagnoses(typed).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))
}

interface PartProps {
  readonly draft: AdmissionDraft
  readonly put: (part: Partial<AdmissionDraft>) => void
}

function useTextField({ draft, put }: PartProps) {
  const t = useTranslations('admission')
  return (name: keyof AdmissionDraft, more: { readonly required?: true; readonly hint?: string; readonly wide?: true; readonly digits?: true } = {}) => (
    <Field label={t(name as 'name')} {...(more.hint !== undefined && { hint: more.hint })} {...(more.required ? { required: true } : { optional: true })} className={more.wide ? 'sm:col-span-2' : ''}>
      <Input value={draft[name]} autoComplete="off" {...(more.digits && { inputMode: 'numeric' as const })} onChange={(event: ChangeEvent<HTMLInputElement>) => put({ [name]: event.currentTarget.value })} />
    </Field>
  )
}

function PersonPart(props: PartProps) {
  const { draft, put } = props
  const t = useTranslations('admission')
  const text = useTextField(props)
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-3 font-semibold">{t('person')}</legend>
      {text('name', { required: true, wide: true })}
      <Field label={t('sex')} required><Select value={draft.sex} onValueChange={(sex) => put({ sex })} options={sexes.map((one) => ({ value: one, label: t(`sexes.${one}`) }))} /></Field>
      <Field label={t('birthDate')} hint={t('birthDateHint')} optional><DateInput value={draft.birthDate} onChange={(birthDate) => put({ birthDate })} /></Field>
      {text('hospitalNumber', { required: true, hint: t('hospitalNumberHint'), wide: true })}
      {text('citizenId', { digits: true })}
      {text('insuranceNumber')}
      {text('phone', { digits: true })}
      {text('address')}
    </fieldset>
  )
}

function DiagnosisField({ draft: { diagnosis: code }, put }: PartProps) {
  const t = useTranslations('admission')
  const [known, setKnown] = useState(none)
  // Of a form that was begun before only the code is known.
  useEffect(() => {
    let stale = false
    if (code !== '') void findDiagnoses(code).then((found) => !stale && setKnown(found.filter(({ value }) => value === code)))
    return () => {
      stale = true
    }
  }, [code])
  return (
    <Field label={t('diagnosis')} hint={t('diagnosisHint')} optional className="sm:col-span-2">
      <Combobox options={known} search={findDiagnoses} value={code} onValueChange={(diagnosis) => put({ diagnosis })} placeholder={t('diagnosisPlaceholder')} emptyText={t('diagnosisNone')} />
    </Field>
  )
}

function StayPart({ departments, ...props }: PartProps & { readonly departments: readonly string[] }) {
  const { draft, put } = props
  const t = useTranslations('admission')
  const text = useTextField(props)
  const kindOptions = kinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-3 font-semibold">{t('stay')}</legend>
      {text('admissionNumber', { required: true })}
      <Field label={t('kind')} required><Select value={draft.kind} onValueChange={(kind) => put({ kind })} options={kindOptions} /></Field>
      <Field label={t('department')} required className="sm:col-span-2">
        {departments.length === 0
          ? <Input value={draft.department} onChange={(event) => put({ department: event.currentTarget.value })} />
          : <Combobox options={departments.map((name) => ({ value: name, label: name }))} value={draft.department} onValueChange={(department) => put({ department })} />}
      </Field>
      {text('room')}
      {text('bed')}
      <Field label={t('admittedOn')} required><DateInput value={draft.date} onChange={(date) => put({ date })} /></Field>
      <TimeField label={t('admittedAt')} time={draft.time} onChange={(time) => put({ time })} />
      <DiagnosisField {...props} />
    </fieldset>
  )
}

/** Everything that is asked of a patient who is written down by hand. */
export function AdmissionFields({ departments, ...props }: PartProps & { readonly departments: readonly string[] }) {
  return (
    <>
      <PersonPart {...props} />
      <StayPart {...props} departments={departments} />
    </>
  )
}
