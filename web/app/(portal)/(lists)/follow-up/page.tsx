import { ClipboardCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { isClinical, isCoordinator } from '#core/directory/actor.ts'
import { FollowUpList } from '#web/features/follow-up/follow-up-list.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('followUp'))('title') }
}

/** What emergencies leave to be made good within a day, and the review of what they passed by. */
async function Page() {
  const t = await getTranslations('followUp')
  const actor = await requireActor()
  const found = await portal().viewFollowUps(actor)
  if (!found.ok) notFound()
  const { now, items } = found.value
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <Card title={t('list', { count: items.length })} icon={<ClipboardCheck />} flush>
        {items.length === 0
          ? <EmptyState icon={<ClipboardCheck />} title={t('none')} description={t('noneHint')} />
          : <FollowUpList items={items} now={now} mayOpen={isClinical(actor) || isCoordinator(actor)} />}
      </Card>
    </>
  )
}

export default withWords(Page, ['followUp'])
