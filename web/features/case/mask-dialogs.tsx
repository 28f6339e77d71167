'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { maskIdentity } from './actions.ts'

/** Turns the mask and says what came of it; resolves with whether it was turned. */
function useMask(caseId: string): (masked: boolean) => Promise<boolean> {
  const t = useTranslations('casePage.identity')
  const refusal = useRefusal()
  const router = useRouter()
  return async (masked) => {
    const answer = await maskIdentity({ case: caseId, masked })
    if (answer.ok) notify.success(t(masked ? 'turnedOn' : 'turnedOff'))
    else notify.error(refusal(answer.code))
    router.refresh()
    return answer.ok
  }
}

/** Masks the identity, after telling who still sees it and what no machine can mask. */
export function MaskDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('casePage.identity')
  const mask = useMask(caseId)
  const [open, setOpen] = useState(false)
  const [pending, start] = useTransition()
  const turn = (): void => start(async () => {
    if (await mask(true)) setOpen(false)
  })
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">{t('turnOn')}</Button>}
      title={t('dialog')}
      description={t('dialogWhat')}
      footer={<><DialogClose>{t('notNow')}</DialogClose><Button variant="primary" pending={pending} onClick={turn}>{t('turnOn')}</Button></>}
    >
      <dl className="grid gap-3">
        {(['sees', 'seesNot'] as const).map((key) => (
          <div key={key}><dt className="font-semibold">{t(key)}</dt><dd className="text-quiet">{t(`${key}Who`)}</dd></div>
        ))}
        <div>
          <dt className="font-semibold text-warning">{t('cannot')}</dt>
          <dd>
            <ul className="ml-5 list-disc">
              {(['cannotPixels', 'cannotSpoken', 'cannotText', 'cannotSeen'] as const).map((key) => <li key={key}>{t(key)}</li>)}
            </ul>
          </dd>
        </div>
      </dl>
    </Dialog>
  )
}

/** Names the patient again to everybody in the case. */
export function UnmaskDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('casePage.identity')
  const mask = useMask(caseId)
  return (
    <AlertDialog
      trigger={<Button size="sm">{t('turnOff')}</Button>}
      title={t('offTitle')}
      description={t('offWhat')}
      confirmLabel={t('turnOff')}
      cancelLabel={t('keep')}
      onConfirm={async () => {
        await mask(false)
      }}
    />
  )
}
