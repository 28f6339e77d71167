import { FolderLock, FolderOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { GainedView, SentRecord } from './load-case.ts'

interface SnapshotSectionProps {
  readonly caseId: string
  readonly sent: SentRecord
  /** The record drawn as on every page; composed by the route. */
  readonly sheet: ReactNode
}

const mostShown = 8

/** What came into the record after it was sent: the advising hospital does not have it yet. */
function GainedNotice({ gained }: { readonly gained: readonly GainedView[] }) {
  const t = useTranslations('casePage')
  return (
    <Callout tone="info" title={t('gained', { count: gained.length })} className="mt-3">
      <ul className="grid gap-0.5">
        {gained.slice(0, mostShown).map(({ id, label, at }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4"><span>{label}</span>{at !== null && <Moment at={at} className="text-quiet" />}</li>
        ))}
      </ul>
      {gained.length > mostShown && <p className="text-quiet">{t('gainedMore', { count: gained.length - mostShown })}</p>}
      <p className="mt-1 text-dense text-quiet">{t('gainedHint')}</p>
    </Callout>
  )
}

const reasons = { closed: 'summaryOnly', over: 'snapshotOver', none: 'noSnapshot' } as const

/** The record as it was sent, with its version and hash; or why it is closed to this viewer. */
export function SnapshotSection({ caseId, sent, sheet }: SnapshotSectionProps) {
  const t = useTranslations('casePage')
  const glass = useTranslations('glass')
  if (sent.kind !== 'open') {
    return (
      <Card id="snapshot" title={t('snapshot')} icon={<FolderLock />} className="scroll-mt-36">
        <p className="text-quiet">{t(reasons[sent.kind])}</p>
        {sent.kind !== 'none' && <p className="mt-2 text-dense text-quiet">{glass('fromClosed')} <TextLink href={`/break-glass?case=${caseId}`}>{glass('open.action')}</TextLink></p>}
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
        {sent.gained.length > 0 && <GainedNotice gained={sent.gained} />}
      </Card>
      {sheet}
    </section>
  )
}
