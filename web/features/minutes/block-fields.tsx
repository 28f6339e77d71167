'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { diagnosisRoles } from '#core/minutes/blocks.ts'
import type { MinutesForm } from '#core/minutes/form.ts'
import { searchDiagnoses } from '#core/record/icd10.ts'
import { Combobox } from '#web/ui/combobox.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Select, type SelectOption } from '#web/ui/select.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import type { BlockContent } from './block-choices.ts'

interface FieldsProps {
  readonly initial: BlockContent | null
}
interface PeopleFieldsProps extends FieldsProps {
  readonly form: MinutesForm
}

const optionOf = ({ code, name }: { readonly code: string; readonly name: string }): SelectOption => ({ value: code, label: `${code} ${name}` })
const none: readonly SelectOption[] = []
const findOptions = async (typed: string): Promise<readonly SelectOption[]> => searchDiagnoses(typed).map(optionOf)

/** A code found by name or number, and the words that are printed, which may be one's own. */
export function DiagnosisFields({ initial, error }: FieldsProps & { readonly error: string | undefined }) {
  const t = useTranslations('minutesEditor')
  const [code, setCode] = useState(initial?.attrs['code'] ?? '')
  const [name, setName] = useState(initial?.text ?? '')
  const pick = (value: string, { label }: SelectOption): void => {
    setCode(value)
    setName(label.slice(value.length + 1))
  }
  return (
    <>
      <Field label={t('diagnosis.search')} hint={t('diagnosis.searchHint')}>
        <Combobox options={none} search={findOptions} value={code} onValueChange={pick} placeholder={t('diagnosis.placeholder')} emptyText={t('diagnosis.none')} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Field label={t('diagnosis.code')} {...(error === undefined ? {} : { error })}>
          <Input name="code" value={code} maxLength={6} autoComplete="off" onChange={(event) => setCode(event.currentTarget.value)} />
        </Field>
        <Field label={t('diagnosis.name')}>
          <Input name="text" value={name} autoComplete="off" required={code === ''} onChange={(event) => setName(event.currentTarget.value)} />
        </Field>
      </div>
      <Field label={t('diagnosis.role')}>
        <Select name="role" defaultValue={initial?.attrs['role'] ?? 'main'} options={diagnosisRoles.map((role) => ({ value: role, label: t(`diagnosis.roles.${role}`) }))} />
      </Field>
    </>
  )
}

/** What, how much, how, how often, how long. */
export function MedicationFields({ initial }: FieldsProps) {
  const t = useTranslations('minutesEditor')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {(['drug', 'dose', 'route', 'frequency', 'duration'] as const).map((name) => (
        <Field key={name} label={t(`medication.${name}`)} className={name === 'drug' ? 'sm:col-span-2' : ''}>
          <Input name={name} defaultValue={initial?.attrs[name] ?? ''} required={name === 'drug'} maxLength={300} autoComplete="off" autoFocus={name === 'drug'} />
        </Field>
      ))}
      <Field label={t('medication.note')}><Input name="text" defaultValue={initial?.text ?? ''} autoComplete="off" /></Field>
    </div>
  )
}

/** A question that came up while the session ran. */
export function QuestionFields({ initial }: FieldsProps) {
  const t = useTranslations('minutesEditor')
  return (
    <>
      <Field label={t('questionAnswer.question')}>
        <Input name="question" defaultValue={initial?.attrs['question'] ?? ''} required maxLength={300} autoComplete="off" autoFocus />
      </Field>
      <Field label={t('questionAnswer.answer')}><Textarea name="text" minRows={2} defaultValue={initial?.text ?? ''} /></Field>
    </>
  )
}

/** Something to do, by whom, until when. */
export function TaskFields({ initial, form }: PeopleFieldsProps) {
  const t = useTranslations('minutesEditor')
  return (
    <>
      <Field label={t('task.text')}><Textarea name="text" minRows={2} defaultValue={initial?.text ?? ''} required autoFocus /></Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('task.person')}><PersonSelect form={form} initial={initial} /></Field>
        <Field label={t('task.due')}><DateInput name="due" defaultValue={initial?.attrs['due'] ?? ''} /></Field>
      </div>
    </>
  )
}

/** An opinion that differs, under its owner's name. */
export function DissentFields({ initial, form }: PeopleFieldsProps) {
  const t = useTranslations('minutesEditor')
  return (
    <>
      <Field label={t('dissent.person')}><PersonSelect form={form} initial={initial} /></Field>
      <Field label={t('dissent.text')}><Textarea name="text" minRows={3} defaultValue={initial?.text ?? ''} required autoFocus /></Field>
    </>
  )
}

function PersonSelect({ form, initial }: PeopleFieldsProps) {
  const people = [...form.members, form.secretary, form.chair]
  return (
    <Select
      name="person"
      defaultValue={initial?.attrs['person'] || (people[0]?.practitioner ?? '')}
      options={people.map(({ practitioner, title, name, organizationName }) => ({ value: practitioner, label: `${title} ${name}`.trim(), hint: organizationName }))}
    />
  )
}
