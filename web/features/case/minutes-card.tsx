import { FileCheck2, FilePenLine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { CaseStatus } from '#core/case/case.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { buttonStyle } from '#web/ui/button-style.ts'
import { Card } from '#web/ui/card.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Moment } from '#web/ui/moment.tsx'
import type { CaseView } from './present-case.ts'

const sentences = ['ended', 'minutes-drafting', 'awaiting-signatures', 'returned', 'signed'] as const
const sentenceOf = (status: CaseStatus) => sentences.find((one) => one === status) ?? 'none'

/** Where the minutes stand; once filed, the proof that they reached the record. */
export function MinutesCard({ view }: { readonly view: CaseView }) {
  const t = useTranslations('casePage')
  const { filing } = view
  const open = view.minutes.mayOpen && <ButtonLink href={caseLinks.minutes(view.id)} size="sm">{t('openMinutes')}</ButtonLink>
  if (filing === null) {
    return (
      <Card title={t('minutesCard')} icon={<FilePenLine />} {...(open !== false && { footer: open })}>
        <p className="text-quiet">{t(`minutesState.${sentenceOf(view.status)}`)}</p>
      </Card>
    )
  }
  return (
    <Card title={t('filing')} icon={<FileCheck2 />}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-dense">
        <dt className="text-quiet">{t('filedAt')}</dt>
        <dd><Moment at={filing.filedAt} /></dd>
        <dt className="text-quiet">{t('receipt')}</dt>
        <dd className="font-mono text-small leading-5">{filing.receipt}</dd>
        <dt className="text-quiet">{t('fingerprint')}</dt>
        <dd className="font-mono text-small leading-5 break-all">{filing.document}</dd>
      </dl>
      <div className="mt-3 flex flex-wrap gap-2 print:hidden">
        {view.patient.id !== null && (
          <a href={`/api/patients/${view.patient.id}/documents/${filing.document}`} target="_blank" rel="noreferrer" className={buttonStyle({ size: 'sm' })}>{t('openDocument')}</a>
        )}
        {open}
      </div>
    </Card>
  )
}
