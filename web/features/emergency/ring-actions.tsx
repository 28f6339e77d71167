'use client'

import { CircleX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { callOff, ringAnother } from './actions.ts'
import type { BoardFacts } from './emergency-answer.ts'
import { SecretaryChoice } from './secretary-choice-later.tsx'

/** While it rings the caller may take the button back; once it is held either side may ring one more specialty. */
export function RingActions({ board, mine }: { readonly board: BoardFacts; readonly mine: boolean }) {
  const t = useTranslations('emergency.board')
  const { held, caseId } = board.call
  return (
    <footer className="grid gap-2 border-t border-line px-4 py-3">
      <p className="text-small text-quiet">{t('recordingOff')}</p>
      {held?.mine === true && <SecretaryChoice caseId={caseId} />}
      {held !== null ? <AnotherSpecialty caseId={caseId} /> : mine && <CallOff caseId={caseId} />}
    </footer>
  )
}

function AnotherSpecialty({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('emergency.board')
  const words = useTranslations('caseWords.specialty')
  const refusal = useRefusal()
  const ring = async (specialty: SpecialtyCode): Promise<void> => {
    const answer = await ringAnother({ case: caseId, specialty })
    if (answer.ok) notify.success(t('anotherDone', { count: answer.value.count, specialty: words(specialty) }))
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  return (
    <Field label={t('another')}>
      <Select
        placeholder={t('another')}
        options={specialtyCodes.map((code) => ({ value: code, label: words(code) }))}
        onValueChange={(value) => {
          const chosen = specialtyCodes.find((code) => code === value)
          if (chosen !== undefined) void ring(chosen)
        }}
      />
    </Field>
  )
}

function CallOff({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('emergency.board')
  const router = useRouter()
  const refusal = useRefusal()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [pending, setPending] = useState(false)
  const confirm = async (): Promise<void> => {
    setPending(true)
    const answer = await callOff({ case: caseId, reason })
    setPending(false)
    if (!answer.ok) {
      notify.error(refusal(answer.code), { code: answer.code })
      return
    }
    notify.success(t('calledOff'))
    router.push('/')
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('callOffTitle')}
      description={t('callOffHint')}
      size="sm"
      trigger={<Button size="sm" icon={<CircleX />}>{t('callOff')}</Button>}
      footer={<Button variant="danger" pending={pending} disabled={reason.trim() === ''} onClick={() => void confirm()}>{t('callOff')}</Button>}
    >
      <Field label={t('callOffReason')} required><Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} /></Field>
    </Dialog>
  )
}
