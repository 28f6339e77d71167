import { Download, FileCheck2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '#web/ui/button-style.ts'
import { Moment } from '#web/ui/moment.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import type { RecordView } from './present-record.ts'

/** Minutes in the record with the proof that they were filed; opening one is recorded. */
export function FiledDocuments({ documents, filesAt }: Pick<RecordView, 'documents'> & { readonly filesAt: string }) {
  const t = useTranslations('record')
  if (documents.length === 0) return <p className="text-quiet">{t('noDocuments')}</p>
  return (
    <ul className="divide-y divide-line">
      {documents.map((one) => (
        <li key={one.id} className="py-3 first:pt-0 last:pb-0">
          <p className="flex items-start gap-2 font-semibold"><FileCheck2 aria-hidden className="mt-0.5 size-5 shrink-0 text-jade-ink" />{one.title}</p>
          <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-dense">
            <dt className="text-quiet">{t('filedAt')}</dt>
            <dd><Moment at={one.filedAt} /></dd>
            <dt className="text-quiet">{t('receipt')}</dt>
            <dd className="font-mono text-small leading-5">{one.receipt}</dd>
            <dt className="text-quiet">{t('fingerprint')}</dt>
            <dd className="font-mono text-small leading-5 break-all">{one.file}</dd>
          </dl>
          <div className="mt-2 flex flex-wrap items-center gap-2 print:hidden">
            <a href={`${filesAt}/${one.file}`} target="_blank" rel="noreferrer" className={buttonStyle({ size: 'sm' })}>{t('openDocument')}</a>
            <a href={`${filesAt}/${one.file}?download=1`} download className={buttonStyle({ size: 'sm', variant: 'quiet' })}>
              <Download aria-hidden />{t('downloadDocument')}
            </a>
            <TextLink href={caseLinks.page(one.case)} quiet>{t('openCase')}</TextLink>
          </div>
        </li>
      ))}
    </ul>
  )
}
