'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Callout } from '#web/ui/callout.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'

/** Says for how long a case stands open in need; when the time is over the page asks again, and is closed by the server. */
export function GlassBanner({ until }: { readonly until: string }) {
  const t = useTranslations('glass.banner')
  const router = useRouter()
  const [over, setOver] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setOver(true)
      router.refresh()
    }, Math.max(0, Date.parse(until) - Date.now()))
    return () => clearTimeout(timer)
  }, [until, router])
  return (
    <Callout tone="danger" title={t('title')} className="mb-4">
      {over ? t('over') : <>{t('text')} <RunningClock until={until} warnWithin={900_000} /></>}
    </Callout>
  )
}
