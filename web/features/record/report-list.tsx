import { useTranslations } from 'next-intl'
import { Badge } from '#web/ui/badge.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PrintOnly } from '#web/ui/print-only.tsx'
import type { RecordView } from './present-record.ts'

/** Reports in their authors' words: the conclusion is read at once, the findings where they are asked for; paper shows all. */
export function ReportList({ reports }: Pick<RecordView, 'reports'>) {
  const t = useTranslations('record')
  return (
    <ul className="divide-y divide-line">
      {reports.map((one) => (
        <li key={one.id} className="py-3 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium">{one.display}</span>
            <Badge>{t(`reportCategory.${one.category}`)}</Badge>
            <Moment at={one.issuedAt} className="ml-auto text-dense text-quiet" />
          </div>
          {one.conclusion !== '' && <p className="mt-1 break-words whitespace-pre-line"><span className="text-dense text-quiet">{t('conclusion')}: </span>{one.conclusion}</p>}
          {one.findings !== '' && (
            <>
              <details className="mt-1 print:hidden" open={one.conclusion === ''}>
                <summary className="cursor-pointer rounded-tag text-dense font-medium text-jade-ink">{t('findings')}</summary>
                <p className="mt-1 break-words whitespace-pre-line">{one.findings}</p>
              </details>
              <PrintOnly><p className="break-words whitespace-pre-line">{one.findings}</p></PrintOnly>
            </>
          )}
          {(one.author !== null || one.results.length > 0) && (
            <p className="mt-1 text-dense text-quiet">{[one.author, one.results.length === 0 ? null : t('reportResults', { names: one.results.join(', ') })].filter((part) => part !== null).join(' · ')}</p>
          )}
        </li>
      ))}
    </ul>
  )
}
