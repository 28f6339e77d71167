import { DoorOpen, Video } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Card } from '#web/ui/card.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import type { CaseView } from './present-case.ts'

/** When they meet, and the way in once the door is open. */
export function SessionCard({ view }: { readonly view: CaseView }) {
  const t = useTranslations('casePage')
  const { session } = view
  if (session === null) return <Card id="session" title={t('session')} icon={<Video />} className="scroll-mt-36"><p className="text-quiet">{t('noSession')}</p></Card>
  const items = [
    { term: t('startsAt'), value: <Moment at={session.startsAt} format="long" /> },
    { term: t('duration'), value: t('minutes', { count: session.durationMinutes }) },
    ...(session.startedAt === null ? [] : [{ term: t('startedAt'), value: <Moment at={session.startedAt} /> }]),
    ...(session.endedAt === null ? [] : [{ term: t('endedAt'), value: <Moment at={session.endedAt} /> }]),
  ]
  return (
    <Card id="session" title={t('session')} icon={<Video />} tone={session.mayEnter ? 'jade' : 'plain'} className="scroll-mt-36">
      <div className="grid gap-4">
        <KeyValueList items={items} />
        {session.interruptions > 0 && <p className="text-dense text-warning">{t('interruptions', { count: session.interruptions })}</p>}
        {session.mayEnter && <ButtonLink href={caseLinks.room(view.id)} variant="primary" size="lg" icon={<DoorOpen />}>{t('enter')}</ButtonLink>}
        {session.doorOpensAt !== null && (
          <p className="flex flex-wrap items-center gap-x-2 text-dense text-quiet">
            {t('doorOpens')} <Moment at={session.doorOpensAt} format="time" className="font-semibold text-ink" />
            <RunningClock until={session.doorOpensAt} />
          </p>
        )}
      </div>
    </Card>
  )
}
