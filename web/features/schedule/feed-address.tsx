'use client'

import { Copy, Link2, Link2Off } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { shareCalendar, unshareCalendar } from './feed-actions.ts'

/** Makes the address, shows it once, and takes it back. */
export function FeedAddress({ madeAt }: { readonly madeAt: string | null }) {
  const t = useTranslations('schedule.feed')
  const refusal = useRefusal()
  const router = useRouter()
  const [address, setAddress] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const make = async (): Promise<void> => {
    setPending(true)
    const answer = await shareCalendar({})
    setPending(false)
    if (answer.ok) {
      setAddress(answer.value.address)
      router.refresh()
    } else notify.error(refusal(answer.code), { code: answer.code })
  }
  const end = async (): Promise<void> => {
    const answer = await unshareCalendar({})
    if (answer.ok) {
      setAddress(null)
      notify.success(t('ended'))
      router.refresh()
    } else notify.error(refusal(answer.code), { code: answer.code })
  }
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address ?? '')
    notify.success(t('copied'))
  }
  return (
    <div className="grid gap-4">
      {address !== null && (
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-64 flex-1"><Field label={t('address')} hint={t('once')}><Input readOnly value={address} onFocus={(event) => event.currentTarget.select()} /></Field></div>
          <Button icon={<Copy />} onClick={() => void copy()}>{t('copy')}</Button>
        </div>
      )}
      {madeAt !== null && address === null && <p className="text-dense text-quiet">{t('since')} <Moment at={madeAt} format="date" />. {t('lost')}</p>}
      <div className="flex flex-wrap gap-2">
        <Button icon={<Link2 />} pending={pending} onClick={() => void make()}>{madeAt === null ? t('make') : t('makeAnew')}</Button>
        {madeAt !== null && <Button variant="quiet" icon={<Link2Off />} onClick={() => void end()}>{t('end')}</Button>}
      </div>
    </div>
  )
}
