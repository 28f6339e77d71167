'use client'

import { BellRing, CircleCheck, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { startRinging } from './ring-sound.ts'
import { useIncoming, useStirLine } from './use-incoming.ts'
import { WallCard } from './wall-card.tsx'

/** A screen that stays on: every emergency that asks the hospital, large enough to be read from across the room, one touch to answer. */
export function EmergencyWall({ hospital }: { readonly hospital: string }) {
  const t = useTranslations('emergency.wall')
  useStirLine()
  useWakefulScreen()
  const { rings, refresh, lost } = useIncoming('/api/emergencies/wall')
  const items = rings?.items ?? []
  const ringing = items.filter(({ call }) => call.held === null && !call.ended)
  const others = items.filter(({ call }) => call.held !== null && !call.ended)
  const { allowed, allow } = useBell(ringing.length > 0)
  return (
    <main className="flex min-h-dvh flex-col gap-6 bg-stage p-4 text-ink sm:p-8">
      <header className="flex flex-wrap items-center justify-between gap-4">
        <div>
          <h1 className="text-title font-bold">{t('title')}</h1>
          <p className="text-head text-quiet">{hospital}</p>
        </div>
        <div className="flex items-center gap-4">
          <WallClock />
          {allowed
            ? <span className="flex items-center gap-2 font-semibold text-success"><BellRing aria-hidden className="size-5" />{t('soundOn')}</span>
            : <Button variant="primary" size="lg" icon={<BellRing />} onClick={allow}>{t('sound')}</Button>}
        </div>
      </header>
      {lost && <Callout tone="danger"><span className="flex items-center gap-2"><WifiOff aria-hidden className="size-5" />{t('lost')}</span></Callout>}
      {ringing.length === 0 && (
        <div className="flex flex-1 flex-col items-center justify-center gap-3 text-center">
          <CircleCheck aria-hidden className="size-16 text-success" />
          <p className="text-or font-bold">{t('quiet')}</p>
          <p className="text-head text-quiet">{t('quietHint')}</p>
        </div>
      )}
      {ringing.length > 0 && (
        <ul aria-live="assertive" className="grid gap-5">
          {ringing.map((item) => <WallCard key={item.call.caseId} item={item} skew={rings?.skew ?? 0} onAnswered={refresh} />)}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="grid gap-3 lg:grid-cols-2">
          {others.map((item) => <WallCard key={item.call.caseId} item={item} skew={rings?.skew ?? 0} onAnswered={refresh} />)}
        </ul>
      )}
    </main>
  )
}

function WallClock() {
  const now = useNow()
  return <time className="tabular text-title font-semibold">{now === undefined ? '--:--' : new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit' }).format(now)}</time>
}

/** A browser sounds nothing before it was touched once: the wall asks for that touch, and then rings by itself. */
function useBell(ringing: boolean) {
  const [allowed, setAllowed] = useState(false)
  useEffect(() => {
    if (!ringing) return
    const bell = startRinging()
    return () => bell.stop()
  }, [allowed, ringing])
  return { allowed, allow: () => setAllowed(true) }
}

/** The screen must not sleep; the lock is lost whenever the tab is hidden, and taken again when it is seen. */
function useWakefulScreen(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    const take = (): void => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      navigator.wakeLock.request('screen').then(
        (taken) => {
          lock = taken
        },
        () => undefined,
      )
    }
    take()
    document.addEventListener('visibilitychange', take)
    return () => {
      document.removeEventListener('visibilitychange', take)
      void lock?.release()
    }
  }, [])
}
