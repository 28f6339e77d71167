import { EyeOff, FileText, ListTree } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import type { RefusedView } from './present-refused.ts'
import { RefusedActions } from './refused-actions.tsx'

interface RefusedDetailProps {
  readonly message: RefusedView
  readonly mayDeal: boolean
  readonly mayRead: boolean
  /** What the message says; null where it is not shown or was let go of. */
  readonly text: string | null
}

/** One message that could not be taken; what it says only to those who read records. */
export function RefusedDetail({ message, mayDeal, mayRead, text }: RefusedDetailProps) {
  const t = useTranslations('refused')
  const { settled } = message
  return (
    <>
      <PageHeader
        title={t('detail.title')} {...(mayDeal && { back: { href: '/refused', label: t('detail.back') } })}
        actions={mayDeal && settled === null ? <RefusedActions id={message.id} canTry={message.canTry} /> : undefined}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[26rem_minmax(0,1fr)]">
        <Card title={t('detail.head')} icon={<ListTree />}>
          <KeyValueList items={[
            { term: t('detail.state'), value: settled === null ? t('detail.waiting') : <>{t(`end.${settled.as}`)} · <Moment at={settled.at} /></> },
            { term: t('detail.reason'), value: t(`reason.${message.reason}`) },
            ...(settled === null ? [{ term: t('detail.todo'), value: t(`todo.${message.reason}`) }] : []),
            ...(settled === null || settled.note === null ? [] : [{ term: t('detail.note'), value: settled.note }]),
            { term: t('detail.type'), value: message.messageType },
            { term: t('detail.controlId'), value: <span className="break-all">{message.controlId}</span> },
            { term: t('detail.source'), value: message.source },
            { term: t('detail.connection'), value: message.connection },
            { term: t('detail.arrived'), value: <Moment at={message.receivedAt} /> },
            { term: t('detail.times'), value: message.times },
          ]}
          />
        </Card>
        <Card title={t('detail.text')} icon={<FileText />}>
          {!mayRead && settled === null && <EmptyState icon={<EyeOff />} title={t('detail.notForYou')} description={t('detail.notForYouHint')} />}
          {settled !== null && <Callout tone="info">{t('detail.gone')}</Callout>}
          {text === '' && <Callout tone="info">{t('detail.empty')}</Callout>}
          {text !== null && text !== '' && <pre className="max-h-[70vh] overflow-auto font-mono text-small whitespace-pre-wrap break-all" tabIndex={0} aria-label={t('detail.text')}>{text}</pre>}
        </Card>
      </div>
    </>
  )
}
