'use client'

import { ShieldCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { authClient } from './auth-client.ts'
import { PasswordStep } from './password-step.tsx'
import { SecondStepSetup } from './second-step-setup.tsx'

/** The second step of sign-in: on with a phone's authenticator, off with the password. */
export function SecondStepCard({ enabled }: { readonly enabled: boolean }) {
  const t = useTranslations('account')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const done = (message: string): void => {
    setOpen(false)
    notify.success(message)
    router.refresh()
  }
  return (
    <Card
      icon={<ShieldCheck aria-hidden />}
      title={<span className="inline-flex flex-wrap items-center gap-2">{t('secondStep.title')}<Badge tone={enabled ? 'jade' : 'gold'}>{enabled ? t('secondStep.on') : t('secondStep.off')}</Badge></span>}
      description={t('secondStep.description')}
      actions={
        <Dialog
          open={open}
          onOpenChange={setOpen}
          title={enabled ? t('secondStep.turnOff') : t('secondStep.turnOn')}
          trigger={<Button variant={enabled ? 'danger' : 'primary'}>{enabled ? t('secondStep.turnOff') : t('secondStep.turnOn')}</Button>}
        >
          {enabled
            ? <PasswordStep label={t('secondStep.turnOff')} tone="danger" submit={(password) => authClient.twoFactor.disable({ password })} onDone={() => done(t('secondStep.turnedOff'))} />
            : <SecondStepSetup onDone={() => done(t('secondStep.turnedOn'))} />}
        </Dialog>
      }
    />
  )
}
