'use client'

import { LogOut, MonitorSmartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { deviceIdle } from '#core/device/device.ts'
import { LeaveButton } from '#web/ui/leave-button.tsx'
import { leave } from '#web/ui/leave.ts'

/** How often, at most, the server is told that somebody is there; how often it is looked whether anybody is. */
const tellsEvery = 30_000
const looksEvery = 5_000
/** A little before the server's own end, so that the screen goes before a press would fail. */
const leavesAfter = deviceIdle - 15_000

const inSession = (): boolean => /\/(room|or)$/.test(window.location.pathname)

/** Whose session runs on this machine, and one touch that ends it; it ends by itself when nobody has touched the machine for a while. */
export function DeviceBar({ device, person }: { readonly device: string; readonly person: string }) {
  const t = useTranslations('devices.bar')
  useEffect(() => {
    let seen = Date.now()
    let told = Date.now()
    const tell = (): void => {
      seen = Date.now()
      if (seen - told < tellsEvery) return
      told = seen
      void fetch('/api/device/touch', { method: 'POST' }).catch(() => undefined)
    }
    const look = (): void => {
      // Whoever sits in a session looks and listens without touching anything.
      if (inSession()) tell()
      else if (Date.now() - seen > leavesAfter) void leave('/device')
    }
    const timer = setInterval(look, looksEvery)
    const events = ['pointerdown', 'keydown', 'wheel'] as const
    for (const event of events) window.addEventListener(event, tell, { passive: true })
    return () => {
      clearInterval(timer)
      for (const event of events) window.removeEventListener(event, tell)
    }
  }, [])
  return (
    <aside aria-label={t('label')} className="fixed bottom-3 left-3 z-30 max-md:bottom-[calc(4.5rem+env(safe-area-inset-bottom))] flex max-w-[calc(100vw-1.5rem)] items-center gap-3 rounded-card border border-line-strong bg-surface py-2 pr-2 pl-4 text-dense text-ink shadow-pop print:hidden">
      <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-jade-ink" />
      <span className="min-w-0"><span className="block truncate font-semibold">{person}</span><span className="block truncate text-quiet">{device}</span></span>
      <LeaveButton to="/device" variant="danger" icon={<LogOut />}>{t('leave')}</LeaveButton>
    </aside>
  )
}
