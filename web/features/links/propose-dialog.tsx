'use client'

import { FilePlus2, RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { specialtyCodes, type SpecialtyCode } from '#core/directory/directory.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { ComboboxMany } from '#web/ui/combobox-many.tsx'
import { Combobox } from '#web/ui/combobox.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import type { SelectOption } from '#web/ui/select.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { findHospitals, proposeLink } from './actions.ts'
import type { LinkFacts } from './present-links.ts'

interface ProposeDialogProps {
  readonly own: string
  readonly today: string
  /** The link that the new contract follows; none for a first one. */
  readonly follows?: LinkFacts
}

interface Draft {
  readonly asHub: boolean
  readonly other: string
  readonly specialties: readonly SpecialtyCode[]
  readonly firstDay: string
  readonly lastDay: string
  readonly number: string
  readonly duties: string
  readonly cost: string
}

const draftOf = (follows: LinkFacts | undefined, today: string): Draft =>
  follows === undefined
    ? { asHub: true, other: '', specialties: [], firstDay: today, lastDay: '', number: '', duties: '', cost: '' }
    : {
        asHub: follows.asHub, other: follows.asHub ? follows.satellite : follows.hub, specialties: follows.specialties,
        firstDay: follows.nextDay !== null && follows.nextDay > today ? follows.nextDay : today, lastDay: '', number: '', duties: follows.duties, cost: follows.cost,
      }

const search = async (text: string): Promise<readonly SelectOption[]> => {
  const found = await findHospitals({ text })
  return found.ok ? found.value : []
}

/** Writes a contract down and sends it to the other hospital; the sides of one that follows another are fixed. */
export function ProposeDialog({ own, today, follows }: ProposeDialogProps) {
  const t = useTranslations('links')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<Draft>(() => draftOf(follows, today))
  const [failure, setFailure] = useState<Parameters<typeof refusal>[0] | null>(null)
  const [pending, start] = useTransition()
  const put = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const change = (next: boolean): void => {
    setOpen(next)
    setFailure(null)
    if (next) setDraft(draftOf(follows, today))
  }
  const send = (): void => {
    const { asHub, other, specialties, ...terms } = draft
    start(async () => {
      const answer = await proposeLink({ ...terms, specialties: [...specialties], hub: asHub ? own : other, satellite: asHub ? other : own })
      if (!answer.ok) {
        setFailure(answer.code)
        return
      }
      notify.success(t('proposed'))
      setOpen(false)
      router.refresh()
    })
  }
  const isSound = draft.other !== '' && draft.specialties.length > 0 && draft.firstDay !== '' && draft.lastDay >= draft.firstDay
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      size="lg"
      trigger={follows === undefined ? <Button variant="primary" icon={<FilePlus2 />}>{t('propose')}</Button> : <Button size="sm" icon={<RefreshCw />}>{t('renew')}</Button>}
      title={t(follows === undefined ? 'propose' : 'renew')}
      description={t('proposeHint')}
      footer={<Button variant="primary" pending={pending} disabled={!isSound} onClick={send}>{t('send')}</Button>}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {failure !== null && <div className="sm:col-span-2"><FormError code={failure}>{refusal(failure)}</FormError></div>}
        {follows === undefined ? <Sides draft={draft} put={put} /> : <p className="font-semibold sm:col-span-2">{follows.hubName} → {follows.satelliteName}</p>}
        <TermFields draft={draft} put={put} today={today} />
      </div>
    </Dialog>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly put: (part: Partial<Draft>) => void
}

function Sides({ draft, put }: PartProps) {
  const t = useTranslations('links')
  return (
    <>
      <FieldGroup legend={t('side')} className="sm:col-span-2">
        <RadioCards
          aria-label={t('side')}
          columns={2}
          value={draft.asHub ? 'hub' : 'satellite'}
          onValueChange={(value) => put({ asHub: value === 'hub' })}
          options={[{ value: 'hub', label: t('asHub') }, { value: 'satellite', label: t('asSatellite') }]}
        />
      </FieldGroup>
      <Field label={t('other')} required className="sm:col-span-2">
        <Combobox options={[]} search={search} value={draft.other} onValueChange={(other) => put({ other })} placeholder={t('chooseHospital')} emptyText={t('noHospital')} />
      </Field>
    </>
  )
}

function TermFields({ draft, put, today }: PartProps & { readonly today: string }) {
  const t = useTranslations('links')
  const words = useTranslations('caseWords.specialty')
  return (
    <>
      <Field label={t('specialties')} required className="sm:col-span-2">
        <ComboboxMany
          label={t('addSpecialty')}
          options={specialtyCodes.map((code) => ({ value: code, label: words(code) }))}
          values={draft.specialties}
          onValuesChange={(values) => put({ specialties: specialtyCodes.filter((code) => values.includes(code)) })}
        />
      </Field>
      <Field label={t('firstDay')} required><DateInput value={draft.firstDay} onChange={(date) => put({ firstDay: date })} /></Field>
      <Field label={t('lastDay')} required><DateInput min={draft.firstDay > today ? draft.firstDay : today} value={draft.lastDay} onChange={(date) => put({ lastDay: date })} /></Field>
      <Field label={t('number')} optional className="sm:col-span-2"><Input value={draft.number} maxLength={100} onChange={(event) => put({ number: event.target.value })} /></Field>
      <Field label={t('duties')} hint={t('dutiesHint')} optional className="sm:col-span-2"><Textarea value={draft.duties} maxLength={4_000} minRows={3} onChange={(event) => put({ duties: event.target.value })} /></Field>
      <Field label={t('cost')} hint={t('costHint')} optional className="sm:col-span-2"><Textarea value={draft.cost} maxLength={1_000} minRows={2} onChange={(event) => put({ cost: event.target.value })} /></Field>
    </>
  )
}
