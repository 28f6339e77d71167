'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { consentGivers, type ConsentGiver } from '#core/record/consent.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { notePatientConsent } from './actions.ts'

/** The patient's consent as it was given on paper or before a witness: nothing is chosen or ticked beforehand (Luật BVDLCN 91/2025). */
export function ConsentDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('recording.consent')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [givenBy, setGivenBy] = useState<ConsentGiver | null>(null)
  const [evidence, setEvidence] = useState('')
  const [explained, setExplained] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const save = (): void => {
    if (givenBy === null || evidence.trim() === '' || !explained) {
      setError(t('missing'))
      return
    }
    startTransition(async () => {
      const answer = await notePatientConsent({ case: caseId, givenBy, evidence })
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      setOpen(false)
      notify.success(t('saved'))
      router.refresh()
    })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="secondary">{t('open')}</Button>}
      title={t('title')}
      footer={<Button variant="primary" pending={pending} onClick={save}>{t('save')}</Button>}
    >
      <div className="grid gap-5">
        {error !== null && <FormError>{error}</FormError>}
        <FieldGroup legend={t('who')}>
          <RadioCards
            aria-label={t('who')}
            value={givenBy ?? ''}
            onValueChange={(value) => setGivenBy(consentGivers.find((one) => one === value) ?? null)}
            options={consentGivers.map((value) => ({ value, label: t(`by.${value}`) }))}
          />
        </FieldGroup>
        <Field label={t('evidence')} hint={t('evidenceHint')} required>
          <Input value={evidence} onChange={(event) => setEvidence(event.currentTarget.value)} />
        </Field>
        <Checkbox label={t('statement')} checked={explained} onCheckedChange={setExplained} />
      </div>
    </Dialog>
  )
}
