import { FolderLock, FolderOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import type { SentRecord } from './load-case.ts'

interface SnapshotSectionProps {
  readonly sent: SentRecord
  /** The record drawn as on every page; composed by the route. */
  readonly sheet: ReactNode
}

/** The record as it was sent, with its version and hash; or why it is closed to this viewer. */
export function SnapshotSection({ sent, sheet }: SnapshotSectionProps) {
  const t = useTranslations('casePage')
  if (sent.kind !== 'open') {
    return (
      <Card id="snapshot" title={t('snapshot')} icon={<FolderLock />} className="scroll-mt-36">
        <p className="text-quiet">{sent.kind === 'closed' ? t('summaryOnly') : t('noSnapshot')}</p>
      </Card>
    )
  }
  return (
    <section id="snapshot" aria-label={t('snapshot')} className="grid scroll-mt-36 gap-4">
      <Card
        title={t('snapshot')}
        icon={<FolderOpen />}
        description={<>{t('snapshotVersion', { version: sent.version })} <Moment at={sent.createdAt} /> · {t('withheld', { count: sent.content.withheld })}</>}
      >
        <dl className="flex flex-wrap gap-x-3 text-dense">
          <dt className="text-quiet">{t('fingerprint')}</dt>
          <dd className="font-mono text-small leading-5 break-all">{sent.sha256}</dd>
        </dl>
      </Card>
      {sheet}
    </section>
  )
}
