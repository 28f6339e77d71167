'use client'

import { KeyRound, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { accountFailure } from './account-failure.ts'
import { authClient } from './auth-client.ts'
import type { PasskeyLine } from './present-account.ts'

interface PasskeyCardProps {
  readonly passkeys: readonly PasskeyLine[]
  /** What to call a new one: browser and system of this device. */
  readonly deviceName: string
}

/** Passkeys: sign-in by fingerprint, face or key, without a password to steal. */
export function PasskeyCard({ passkeys, deviceName }: PasskeyCardProps) {
  const t = useTranslations('account')
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const report = (error: Parameters<typeof accountFailure>[0] | null, message: string): void => {
    if (error) notify.error(t(`failure.${accountFailure(error)}`))
    else {
      notify.success(message)
      router.refresh()
    }
  }
  const add = async (): Promise<void> => {
    setPending(true)
    const { error } = await authClient.passkey.addPasskey({ name: deviceName }).catch(() => ({ error: {} }))
    setPending(false)
    report(error, t('passkeys.added'))
  }
  const remove = async (id: string): Promise<void> => {
    const { error } = await authClient.passkey.deletePasskey({ id }).catch(() => ({ error: {} }))
    report(error, t('passkeys.removed'))
  }
  return (
    <Card
      icon={<KeyRound aria-hidden />}
      title={t('passkeys.title')}
      description={t('passkeys.description')}
      actions={<Button icon={<Plus aria-hidden />} pending={pending} onClick={() => void add()}>{t('passkeys.add')}</Button>}
    >
      {passkeys.length === 0 ? <p className="text-quiet">{t('passkeys.none')}</p> : (
        <ul className="-mx-5 -my-4 divide-y divide-line">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-3 px-5 py-3">
              <span>
                <span className="block font-medium">{passkey.name ?? t('passkeys.unnamed')}</span>
                {passkey.createdAt !== null && <span className="text-dense text-quiet">{t('passkeys.since')} <Moment at={passkey.createdAt} format="date" /></span>}
              </span>
              <AlertDialog
                tone="danger"
                title={t('passkeys.removeTitle')}
                description={t('passkeys.removeWhy')}
                confirmLabel={t('passkeys.remove')}
                onConfirm={() => remove(passkey.id)}
                trigger={<Button size="sm" variant="quiet">{t('passkeys.remove')}</Button>}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
