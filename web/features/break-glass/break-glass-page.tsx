import { FolderKey, History } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { Proof } from '#web/server/step-up.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Card } from '#web/ui/card.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { FindForm } from './find-form.tsx'
import type { BehindGlassLine, OpeningLine } from './present-glass.ts'
import { ReviewNotes } from './review-notes.tsx'

interface BreakGlassPageProps {
  readonly given: readonly BehindGlassLine[]
  readonly proof: Proof
  readonly own: readonly OpeningLine[]
}

/** Opening in need what one has no right to, and what came of it before. */
export async function BreakGlassPage({ given, proof, own }: BreakGlassPageProps) {
  const t = await getTranslations('glass')
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="grid gap-6">
        <Card title={t('find.title')} icon={<FolderKey aria-hidden />}><FindForm given={given} proof={proof} /></Card>
        <Card flush title={t('own.title')} icon={<History aria-hidden />}>
          {own.length === 0 ? <EmptyState icon={<History />} title={t('own.none')} description={t('own.noneHint')} /> : (
            <ul className="divide-y divide-line">
              {own.map((line) => (
                <li key={line.id} className="grid gap-1 px-5 py-3">
                  <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="tabular font-semibold">{line.code}</span>
                    <span className="text-dense text-quiet">{t('patientOf', { hospital: line.patientOf })} · <Moment at={line.openedAt} /></span>
                    {line.isOpen
                      ? <><RunningClock until={line.until} label={t('state.open')} /><TextLink href={caseLinks.page(line.case)}>{t('own.go')}</TextLink></>
                      : <Badge tone="neutral">{t('state.closed')}</Badge>}
                  </span>
                  <span className="text-dense">{line.reason}</span>
                  <ReviewNotes reviews={line.reviews} />
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  )
}
