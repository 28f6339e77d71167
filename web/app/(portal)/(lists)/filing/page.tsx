import { FileWarning, Send, Server } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { DeliveryList } from '#web/features/filing/delivery-list.tsx'
import { DestinationDialog } from '#web/features/filing/destination-dialog.tsx'
import { presentFiling } from '#web/features/filing/present-filing.ts'
import { SealCard } from '#web/features/signing/seal-card.tsx'
import { withWords } from '#web/messages/words.tsx'
import { portal } from '#web/server/compose.ts'
import { requireActor } from '#web/server/session.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { TextLink } from '#web/ui/text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing'))('title') }
}

/** Where signed minutes go outside, what has not arrived, and what the nightly check found. */
async function Page() {
  const t = await getTranslations('filing')
  const found = await portal().viewFiling(await requireActor())
  if (!found.ok) notFound()
  const view = presentFiling(found.value)
  const seal = await portal().viewSeal(await requireActor())
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} actions={view.mayEdit ? <DestinationDialog /> : undefined} />
      <div className="flex flex-col gap-6">
        {view.damaged.length > 0 && (
          <Card title={t('damaged.title')} icon={<FileWarning />} tone="red" description={t('damaged.lead')}>
            <ul className="flex flex-col gap-2 text-dense">
              {view.damaged.map((one) => (
                <li key={one.id}><TextLink href={`/verify/${one.id}`}>{t('damaged.of', { code: one.caseCode })}</TextLink>: {t(`damaged.${one.outcome}`)} · <Moment at={one.since} /></li>
              ))}
            </ul>
          </Card>
        )}
        <Card title={t('deliveries')} icon={<Send />} flush>
          {view.deliveries.length === 0 ? <EmptyState icon={<Send />} title={t('none')} description={t('noneHint')} /> : <DeliveryList deliveries={view.deliveries} />}
        </Card>
        {seal.ok && <SealCard seal={seal.value} kinds={['platform', ...portal().outsideKeyKinds]} />}
        <Card title={t('destinations')} icon={<Server />} flush>
          {view.destinations.length === 0 ? <EmptyState icon={<Server />} title={t('noDestination')} description={t('noDestinationHint')} /> : (
            <ul className="divide-y divide-line">
              {view.destinations.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center justify-between gap-3 px-5 py-3 text-dense">
                  <span className="min-w-0">
                    <span className="block font-semibold">{one.name} {!one.active && <Badge tone="slate">{t('destination.inactive')}</Badge>}</span>
                    <span className="block break-all text-quiet">{t(`kind.${one.kind}`)} · {one.address}</span>
                  </span>
                  {view.mayEdit && <DestinationDialog known={one} />}
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  )
}

export default withWords(Page, ['filing'])
