'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { recordingRetentions } from '#core/recording/recording.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { holdRecording, keepRecordingFor } from './actions.ts'
import type { RecordingView } from './present-recording.ts'

/** For how long the recording is kept, and whether it is held; the treating doctor decides, everyone sees it. */
export function KeepPanel({ recording }: { readonly recording: RecordingView }) {
  const t = useTranslations('recording.keep')
  const refusal = useRefusal()
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [pending, startTransition] = useTransition()
  const run = (act: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly code: Parameters<typeof refusal>[0] }>): void =>
    startTransition(async () => {
      const answer = await act()
      if (answer.ok) router.refresh()
      else notify.error(refusal(answer.code), { code: answer.code })
    })
  const { id, mayKeep, retention, keepUntil, hold } = recording
  return (
    <Card title={t('title')}>
      <div className="grid gap-4">
        <p>{t('until')} <Moment at={keepUntil} format="date" className="font-semibold" /></p>
        {mayKeep ? (
          <Field label={t('kind')}>
            <Select
              value={retention}
              onValueChange={(value) => run(() => keepRecordingFor({ recording: id, retention: recordingRetentions.find((one) => one === value) ?? 'routine' }))}
              options={recordingRetentions.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            />
          </Field>
        ) : (
          <p className="text-quiet">{t(`kinds.${retention}`)}</p>
        )}
        {hold !== null && <Callout tone="warning" title={t('held')}>{hold}</Callout>}
        {mayKeep && hold === null && (
          <>
            <Field label={t('reason')} hint={t('what')}>
              <Input value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            </Field>
            <div><Button pending={pending} disabled={reason.trim() === ''} onClick={() => run(() => holdRecording({ recording: id, reason }))}>{t('hold')}</Button></div>
          </>
        )}
        {mayKeep && hold !== null && <div><Button pending={pending} onClick={() => run(() => holdRecording({ recording: id, reason: null }))}>{t('release')}</Button></div>}
      </div>
    </Card>
  )
}
