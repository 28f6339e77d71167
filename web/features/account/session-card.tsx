'use client'

import { Laptop, MonitorSmartphone, Smartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRefusal } from '#web/messages/use-refusal.ts'
import type { ActionAnswer } from '#web/server/action.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { endOtherSessions, endSession } from './actions.ts'
import type { SessionLine } from './present-account.ts'

/** Where the person is signed in, and the way to end it from here. */
export function SessionCard({ sessions }: { readonly sessions: readonly SessionLine[] }) {
  const t = useTranslations('account')
  const refusal = useRefusal()
  const end = async (work: () => Promise<ActionAnswer<unknown>>): Promise<void> => {
    const answer = await work()
    if (answer.ok) notify.success(t('sessions.ended'))
    else notify.error(refusal(answer.code), { code: answer.code })
  }
  return (
    <Card
      flush
      icon={<MonitorSmartphone aria-hidden />}
      title={t('sessions.title')}
      description={t('sessions.description')}
      actions={sessions.length > 1 && (
        <AlertDialog
          tone="danger"
          title={t('sessions.endOthersTitle')}
          description={t('sessions.endOthersWhy')}
          confirmLabel={t('sessions.endOthers')}
          onConfirm={() => end(() => endOtherSessions({}))}
          trigger={<Button>{t('sessions.endOthers')}</Button>}
        />
      )}
    >
      <ul className="divide-y divide-line">
        {sessions.map((session) => {
          const Icon = session.device.isPhone ? Smartphone : Laptop
          return (
            <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
              <Icon aria-hidden className="size-5 shrink-0 text-quiet" />
              <span className="min-w-0 flex-1 basis-60">
                <span className="flex flex-wrap items-center gap-2 font-medium">
                  {session.device.browser} · {session.device.system}
                  {session.isThis && <Badge tone="jade">{t('sessions.this')}</Badge>}
                </span>
                <span className="block text-dense text-quiet">
                  {t('sessions.seen')} <Moment at={session.seenAt} /> · {t('sessions.started')} <Moment at={session.startedAt} />
                  {session.address !== null && session.address !== '' && <> · {session.address}</>}
                </span>
              </span>
              {!session.isThis && <Button size="sm" variant="quiet" onClick={() => void end(() => endSession({ id: session.id }))}>{t('sessions.end')}</Button>}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
