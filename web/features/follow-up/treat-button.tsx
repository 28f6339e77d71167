'use client'

import { Stethoscope } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { treatPatient } from './actions.ts'
import { useSettling } from './use-settling.ts'

/** "Nhận là bác sĩ điều trị": from here on the patient is the doctor's own to answer for. */
export function TreatButton({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('followUp')
  const [open, setOpen] = useState(false)
  const { pending, run } = useSettling(t('treating.done'))
  return (
    <AlertDialog
      open={open}
      onOpenChange={setOpen}
      tone="plain"
      title={t('treating.title')}
      description={t('treating.hint')}
      confirmLabel={t('treating.confirm')}
      trigger={<Button size="sm" variant="primary" icon={<Stethoscope />} pending={pending}>{t('task.treating')}</Button>}
      onConfirm={async () => {
        await run(treatPatient({ case: caseId }))
      }}
    />
  )
}
