'use client'

import { WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Says that the network is gone, before somebody types on in vain. */
export function OfflineBanner() {
  const t = useTranslations('shell')
  const online = useSyncExternalStore(subscribe, () => navigator.onLine, () => true)
  if (online) return null
  return (
    <p role="status" className="flex items-center justify-center gap-2 bg-warning-wash px-4 py-2 text-center font-medium text-warning print:hidden">
      <WifiOff aria-hidden className="size-5 shrink-0" />
      {t('offline')}
    </p>
  )
}
