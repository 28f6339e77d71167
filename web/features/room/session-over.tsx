'use client'

import { DoorOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'

/** Long enough to read that the session is over and to say no, in milliseconds. */
const forwardAfter = 3_000

interface SessionOverProps {
  readonly caseId: string
  /** Whether this person reads the minutes; everybody else goes back to the case. */
  readonly minutes: boolean
}

/** The session is over: whoever writes or signs the minutes is taken there by itself, unless they want to stay. */
export function SessionOver({ caseId, minutes }: SessionOverProps) {
  const t = useTranslations('room.outside')
  const router = useRouter()
  const [staying, setStaying] = useState(false)
  const forward = minutes && !staying
  useEffect(() => {
    if (!forward) return
    const timer = setTimeout(() => router.push(caseLinks.minutes(caseId)), forwardAfter)
    return () => clearTimeout(timer)
  }, [forward, router, caseId])
  return (
    <EmptyState
      icon={<DoorOpen />}
      title={t('dismissed.ended')}
      {...(forward && { description: t('toMinutesSoon') })}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {minutes && <ButtonLink variant="primary" href={caseLinks.minutes(caseId)}>{t('toMinutes')}</ButtonLink>}
          {forward && <Button onClick={() => setStaying(true)}>{t('stay')}</Button>}
          <ButtonLink variant={minutes ? 'quiet' : 'secondary'} href={caseLinks.page(caseId)}>{t('toCase')}</ButtonLink>
        </div>
      }
    />
  )
}
