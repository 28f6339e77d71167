import { MailWarning, MailX } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { keptDays } from '#core/interop/refused-message.ts'
import { presentRefused } from '#web/features/refused/present-refused.ts'
import { RefusedList } from '#web/features/refused/refused-list.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('refused'))('title') }
}

/** What the hospital's own systems sent and could not be taken. */
async function Page() {
  const t = await getTranslations('refused')
  const found = await portal().listRefused(await requireActor())
  if (!found.ok) notFound()
  const { waiting, waitingInAll, settled } = found.value
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="flex flex-col gap-6">
        <Card title={t('waiting')} icon={<MailWarning />} description={t('kept', { days: keptDays })} flush>
          {waiting.length === 0 ? <EmptyState icon={<MailWarning />} title={t('none')} description={t('noneHint')} /> : <RefusedList messages={waiting.map(presentRefused)} />}
          {waiting.length < waitingInAll && <p className="px-5 py-3 text-dense text-quiet">{t('waitingMore', { shown: waiting.length, count: waitingInAll })}</p>}
        </Card>
        {settled.length > 0 && <Card title={t('settled')} icon={<MailX />} flush><RefusedList messages={settled.map(presentRefused)} /></Card>}
      </div>
    </>
  )
}

export default withWords(Page, ['refused'])
