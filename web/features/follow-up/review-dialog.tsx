'use client'

import { ScrollText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { reviewEmergency } from './actions.ts'
import { useSettling } from './use-settling.ts'

/** The review of what was passed by: written once, kept as it was written. */
export function ReviewDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('followUp')
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const { pending, run } = useSettling(t('review.done'))
  const save = async (): Promise<void> => {
    if (await run(reviewEmergency({ case: caseId, note }))) setOpen(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('task.review')}
      description={t('review.hint')}
      trigger={<Button size="sm" icon={<ScrollText />}>{t('task.review')}</Button>}
      footer={<Button variant="primary" pending={pending} disabled={note.trim() === ''} onClick={() => void save()}>{t('review.save')}</Button>}
    >
      <Field label={t('review.note')} required><Textarea value={note} maxLength={2_000} minRows={3} onChange={(event) => setNote(event.currentTarget.value)} /></Field>
    </Dialog>
  )
}
