'use client'

import { DoorOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, type ReactNode } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import type { InsideRoom, RoomState } from './client/room-state.ts'
import { SessionOver } from './session-over.tsx'

/** Menus and dialogs hang at the page's end: the room's dark must reach them too. */
export function useDarkPage(): void {
  useEffect(() => {
    document.documentElement.dataset['theme'] = 'room'
    return () => {
      delete document.documentElement.dataset['theme']
    }
  }, [])
}

/** Everything before the room stands under the case's name. */
export function Before({ heading, children }: { readonly heading: ReactNode; readonly children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col gap-6 bg-paper p-4 sm:p-8">
      <h1 className="text-center text-head font-semibold">{heading}</h1>
      {children}
    </main>
  )
}

interface OutsideProps {
  /** Null for a guest, who has no case to go back to. */
  readonly caseId: string | null
  readonly heading: ReactNode
  readonly state: Exclude<RoomState, InsideRoom>
  /** Whether this person reads the minutes, where the way goes on when the session is over. */
  readonly minutes: boolean
  readonly onRetry: () => void
}

/** What a person sees who is not inside, and what to do about it. */
export function Outside({ caseId, heading, state, minutes, onRetry }: OutsideProps) {
  const t = useTranslations('room')
  const refusal = useRefusal()
  const toCase = caseId !== null && <ButtonLink href={caseLinks.page(caseId)}>{t('outside.toCase')}</ButtonLink>
  const body = (): ReactNode => {
    switch (state.phase) {
      case 'connecting':
      case 'moving':
        return <EmptyState icon={<DoorOpen />} title={t('outside.connecting')} />
      case 'waiting':
        return (
          <EmptyState
            icon={<DoorOpen />}
            title={t(state.locked ? 'outside.locked' : 'outside.waiting')}
            description={t(state.hostPresent ? 'outside.hostPresent' : 'outside.hostAbsent')}
            action={toCase}
          />
        )
      case 'refused':
        return <ErrorState title={t('outside.refused')} remedy={refusal(state.code)} code={state.code} action={<div className="flex gap-2"><Button onClick={onRetry}>{t('outside.retry')}</Button>{toCase}</div>} />
      case 'dismissed':
        if (state.reason === 'ended') return caseId === null ? <EmptyState icon={<DoorOpen />} title={t('outside.dismissed.ended')} /> : <SessionOver caseId={caseId} minutes={minutes} />
        return (
          <EmptyState
            icon={<DoorOpen />}
            title={t(`outside.dismissed.${state.reason}`)}
            action={
              <div className="flex gap-2">
                {state.reason !== 'removed' && <Button variant="primary" onClick={onRetry}>{t('outside.comeBack')}</Button>}
                {toCase}
              </div>
            }
          />
        )
    }
  }
  return <Before heading={heading}><div className="m-auto">{body()}</div></Before>
}
