'use client'

import { UserRoundPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTimeZone, useTranslations } from 'next-intl'
import { useState, type ChangeEvent } from 'react'
import { sexes } from '#core/record/patient.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { TimeField } from '#web/ui/day-and-time.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { Select, type SelectOption } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { fromWallTime, readTime, toWallTime } from '#web/ui/zoned-time.ts'
import { admitPatient } from './actions.ts'

const kinds = ['inpatient', 'emergency', 'outpatient'] as const
const none: readonly SelectOption[] = []
// The table of codes comes with the first letter that is typed, and not with the page.
const findDiagnoses = async (typed: string): Promise<readonly SelectOption[]> => {
  const { searchDiagnoses } = await import('#core/record/icd10.ts')
  return searchDiagnoses(typed).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))
}

const empty = {
  name: '', sex: '', birthDate: '', hospitalNumber: '', citizenId: '', insuranceNumber: '', phone: '', address: '',
  kind: 'inpatient', admissionNumber: '', department: '', room: '', bed: '', date: '', time: '', diagnosis: '',
}
type Draft = typeof empty
type Written = Parameters<typeof admitPatient>[0]

/** What is sent, or null while something that must be there is missing. */
function written(draft: Draft, timeZone: string): Written | null {
  const sex = sexes.find((one) => one === draft.sex)
  const kind = kinds.find((one) => one === draft.kind)
  const admittedAt = fromWallTime({ date: draft.date, time: readTime(draft.time) ?? '' }, timeZone)
  const { name, hospitalNumber, citizenId, insuranceNumber, phone, address, admissionNumber, department, room, bed } = draft
  if (sex === undefined || kind === undefined || admittedAt === null || [name, hospitalNumber, admissionNumber, department].some((one) => one.trim() === '')) return null
  return {
    patient: { name, sex, birthDate: draft.birthDate === '' ? null : draft.birthDate, hospitalNumber, citizenId, insuranceNumber, phone, address },
    stay: { kind, admissionNumber, department, room, bed, admittedAt: admittedAt.toISOString() },
    diagnosis: draft.diagnosis === '' ? null : draft.diagnosis,
  }
}

interface PartProps {
  readonly draft: Draft
  readonly put: (part: Partial<Draft>) => void
}

function useTextField({ draft, put }: PartProps) {
  const t = useTranslations('admission')
  return (name: keyof Draft, more: { readonly required?: true; readonly hint?: string; readonly wide?: true; readonly digits?: true } = {}) => (
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
      <Field label={t('diagnosis')} hint={t('diagnosisHint')} optional className="sm:col-span-2">
        <Combobox options={none} search={findDiagnoses} value={draft.diagnosis} onValueChange={(diagnosis) => put({ diagnosis })} placeholder={t('diagnosisPlaceholder')} emptyText={t('diagnosisNone')} />
      </Field>
    </fieldset>
  )
}

/** Writes down a patient by hand, where the hospital's own system sends none, and opens the record. */
export function AdmissionDialog({ departments }: { readonly departments: readonly string[] }) {
  const t = useTranslations('admission')
  const refusal = useRefusal()
  const router = useRouter()
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(empty)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const put = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const change = (next: boolean): void => {
    setOpen(next)
    setFailure(null)
    if (next) setDraft({ ...empty, ...toWallTime(new Date(), timeZone) })
  }
  const ready = written(draft, timeZone)
  const save = async (): Promise<void> => {
    if (ready === null) return
    setPending(true)
    setFailure(null)
    const answer = await admitPatient(ready).catch(() => null)
    setPending(false)
    if (answer?.ok !== true) {
      setFailure(answer === null ? t('failed') : refusal(answer.code))
      return
    }
    notify.success(t(answer.value.isNew ? 'done' : 'added', { name: draft.name.trim() }))
    setOpen(false)
    router.push(`/patients/${answer.value.patient}`)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      size="lg"
      trigger={<Button variant="primary" icon={<UserRoundPlus />}>{t('open')}</Button>}
      title={t('title')}
      description={t('lead')}
      footer={<><DialogClose>{t('cancel')}</DialogClose><Button variant="primary" pending={pending} disabled={ready === null} onClick={() => void save()}>{t('save')}</Button></>}
    >
      <div className="grid gap-6">
        {failure !== null && <FormError>{failure}</FormError>}
        <PersonPart draft={draft} put={put} />
        <StayPart draft={draft} put={put} departments={departments} />
      </div>
    </Dialog>
  )
}
