import { CalendarSync } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { Actor } from '#core/directory/actor.ts'
import { portal } from '#web/server/compose.ts'
import { Card } from '#web/ui/card.tsx'
import { FeedAddress } from './feed-address.tsx'

/** The person's appointments in the calendar of their telephone. */
export async function FeedCard({ actor }: { readonly actor: Actor }) {
  const t = await getTranslations('schedule.feed')
  const madeAt = await portal().viewCalendarFeed(actor)
  return (
    <Card icon={<CalendarSync aria-hidden />} title={t('title')} description={t('description')}>
      <FeedAddress madeAt={madeAt?.toISOString() ?? null} />
    </Card>
  )
}
