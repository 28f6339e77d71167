'use client'

import { DoorOpen } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { chosenOf, clashesOf, type AssetOption } from '#web/ui/asset-option.ts'
import { AssetPicker } from '#web/ui/asset-picker.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { offerAssets, reserveAssets } from './actions.ts'

interface ReserveDialogProps {
  readonly caseId: string
  readonly hospital: string
  readonly hasOwn: boolean
  readonly startsAt: string
  readonly durationMinutes: number
}

/** The own hospital's rooms and equipment for a booked session. */
export function ReserveDialog({ caseId, hospital, hasOwn, startsAt, durationMinutes }: ReserveDialogProps) {
  const t = useTranslations('assets')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [offered, setOffered] = useState<readonly AssetOption[] | null>(null)
  const [touched, setTouched] = useState<readonly string[] | null>(null)
  const chosen = chosenOf(offered, touched)
  const ask = async (): Promise<void> => {
    const answer = await offerAssets({ case: caseId, startsAt, durationMinutes }).catch(() => ({ ok: false, code: 'wire.disconnected' }) as const)
    if (answer.ok) setOffered(answer.value)
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  const change = (next: boolean): void => {
    setOpen(next)
    if (!next) return
    setOffered(null)
    setTouched(null)
    void ask()
  }
  const save = async (): Promise<void> => {
    setPending(true)
    const answer = await reserveAssets({ case: caseId, assets: [...chosen] }).finally(() => setPending(false))
    if (!answer.ok) {
      notify.error(refusal(answer.code), { code: answer.code })
      // Somebody was faster: what is free now is shown, and what was chosen stays.
      await ask()
      return
    }
    notify.success(t('case.done'))
    setOpen(false)
    router.refresh()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={<Button size="sm" icon={<DoorOpen />}>{t(hasOwn ? 'case.change' : 'case.reserve')}</Button>}
      title={t('case.dialog', { hospital })}
      description={t('case.dialogHint')}
      footer={<><DialogClose>{t('cancel')}</DialogClose><Button variant="primary" pending={pending} disabled={offered === null || offered.length === 0 || clashesOf(offered, chosen).length > 0} onClick={() => void save()}>{t('case.save')}</Button></>}
    >
      {offered?.length === 0 ? <p className="text-quiet">{t('case.noList')}</p> : <AssetPicker offered={offered} chosen={chosen} onChange={setTouched} />}
    </Dialog>
  )
}
