'use client'

import { MessageCircleHeart } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { noteInformed } from './actions.ts'
import { useSettling } from './use-settling.ts'

/** "Đã báo gia đình": said once, by name, for the record. */
export function InformedButton({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('followUp')
  const [open, setOpen] = useState(false)
  const { pending, run } = useSettling(t('informed.done'))
  return (
    <AlertDialog
      open={open}
      onOpenChange={setOpen}
      tone="plain"
      title={t('task.informed')}
      description={t('informed.hint')}
      confirmLabel={t('informed.confirm')}
      trigger={<Button size="sm" icon={<MessageCircleHeart />} pending={pending}>{t('task.informed')}</Button>}
      onConfirm={async () => {
        await run(noteInformed({ case: caseId }))
      }}
    />
  )
}
