'use client'

import { MonitorCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { approveDeviceAsk, lookAtDeviceAsk } from './actions.ts'

type Standing =
  | { readonly at: 'looking' }
  | { readonly at: 'refused'; readonly code: RefusalCode }
  | { readonly at: 'asked'; readonly device: string; readonly check: string }
  | { readonly at: 'done'; readonly device: string }

/** On the person's own phone: which machine asks, and a yes. */
export function ApproveDevice() {
  const t = useTranslations('devices.approve')
  const refusal = useRefusal()
  const secret = useRef('')
  const [standing, setStanding] = useState<Standing>({ at: 'looking' })
  const [pending, setPending] = useState(false)
  useEffect(() => {
    const given = window.location.hash.slice(1)
    if (given !== '') {
      secret.current = given
      // Gone from the address bar and the history at once.
      window.history.replaceState(null, '', window.location.pathname)
    }
    void lookAtDeviceAsk({ secret: secret.current }).then((answer) =>
      setStanding(answer.ok ? { at: 'asked', ...answer.value } : { at: 'refused', code: answer.code === 'request.invalid' ? 'device.ask-over' : answer.code }))
  }, [])
  const approve = async (): Promise<void> => {
    setPending(true)
    const answer = await approveDeviceAsk({ secret: secret.current })
    setPending(false)
    setStanding(answer.ok ? { at: 'done', ...answer.value } : { at: 'refused', code: answer.code })
  }
  switch (standing.at) {
    case 'looking':
      return <EmptyState icon={<MonitorCheck />} title={t('looking')} />
    case 'refused':
      return <ErrorState title={t('refused')} remedy={refusal(standing.code)} code={standing.code} />
    case 'done':
      return <EmptyState icon={<MonitorCheck />} title={t('done', { device: standing.device })} description={t('doneWhat')} />
    case 'asked':
      return (
        <Card title={t('title', { device: standing.device })} icon={<MonitorCheck />} className="mx-auto w-full max-w-md">
          <div className="grid justify-items-center gap-4 text-center">
            <p className="text-quiet">{t('check')}</p>
            <p className="tabular text-title font-bold">{standing.check}</p>
            <p>{t('what')}</p>
            <Button size="lg" variant="primary" pending={pending} onClick={() => void approve()}>{t('confirm')}</Button>
          </div>
        </Card>
      )
  }
}
