'use client'

import { Ellipsis, KeyRound, LogOut, MailCheck, MailPlus, ShieldOff, Undo2, UserRoundCheck, UserRoundX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { AccountAct } from '#core/account/account.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import type { Proof } from '#web/server/step-up.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { disableAccount, enableAccount, endSessions, withdrawInvitation } from './actions.ts'
import { FactorsDialog } from './factors-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import type { AccountLine } from './present-accounts.ts'

const icons = { invite: <MailPlus />, resend: <MailCheck />, withdraw: <Undo2 />, 'end-sessions': <LogOut />, disable: <UserRoundX />, enable: <UserRoundCheck />, 'reset-password': <KeyRound />, 'reset-factor': <ShieldOff /> } as const
const settled = { withdraw: withdrawInvitation, 'end-sessions': endSessions, disable: disableAccount, enable: enableAccount } as const
type Settled = keyof typeof settled
const isSettled = (act: AccountAct | null): act is Settled => act !== null && act in settled

interface AccountActionsProps {
  readonly line: Pick<AccountLine, 'id' | 'name' | 'email' | 'may'>
  readonly proof: Proof
}

/** What an administrator may do about one person's account: an invitation stands open to view, the rest behind a button. */
export function AccountActions({ line, proof }: AccountActionsProps) {
  const t = useTranslations('accounts')
  const [act, setAct] = useState<AccountAct | null>(null)
  const close = (): void => setAct(null)
  if (line.may.length === 0) return null
  return (
    <>
      {line.may.includes('invite')
        ? <Button size="sm" icon={icons.invite} onClick={() => setAct('invite')}>{t('act.invite')}</Button>
        : (
          <Menu
            trigger={<IconButton size="sm" label={t('actsFor', { name: line.name })} icon={<Ellipsis />} />}
            items={line.may.map((one) => ({ label: t(`act.${one}`), icon: icons[one], onSelect: () => setAct(one), ...((one === 'disable' || one === 'reset-factor') && { tone: 'danger' as const }) }))}
          />
        )}
      {(act === 'invite' || act === 'resend' || act === 'reset-password') && <LinkDialog act={act} line={line} proof={proof} onClose={close} />}
      {act === 'reset-factor' && <FactorsDialog line={line} proof={proof} onClose={close} />}
      {isSettled(act) && <SettleDialog act={act} line={line} onClose={close} />}
    </>
  )
}

function SettleDialog({ act, line, onClose }: { readonly act: Settled; readonly line: AccountActionsProps['line']; readonly onClose: () => void }) {
  const t = useTranslations('accounts')
  const refusal = useRefusal()
  const router = useRouter()
  const confirm = async (): Promise<void> => {
    const answer = await settled[act]({ person: line.id })
    if (answer.ok) notify.success(t(`done.${act}`, { name: line.name }))
    else notify.error(refusal(answer.code), { code: answer.code })
    router.refresh()
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t(`ask.${act}`, { name: line.name })}
      description={t(`what.${act}`)}
      confirmLabel={t(`act.${act}`)}
      tone={act === 'disable' ? 'danger' : 'plain'}
      onConfirm={confirm}
    />
  )
}
