import { useTranslations } from 'next-intl'
import { Badge } from '#web/ui/badge.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { RefusedView } from './present-refused.ts'
import { RefusedActions } from './refused-actions.tsx'

const tones = { taken: 'jade', 'came-again': 'jade', 'set-aside': 'slate', expired: 'gold' } as const

/** Messages that could not be taken, each with its reason and what to do. */
export function RefusedList({ messages }: { readonly messages: readonly RefusedView[] }) {
  const t = useTranslations('refused')
  return (
    <ul className="divide-y divide-line">
      {messages.map((one) => (
        <li key={one.id} className="flex flex-wrap items-start justify-between gap-3 px-5 py-3 text-dense">
          <div className="min-w-0 flex-1 basis-80">
            <p className="font-semibold">
              {one.messageType === '' ? t('unknownType') : one.messageType} · {t('from', { source: one.source === '' ? t('unknownSource') : one.source })}{' '}
              {one.settled !== null && <Badge tone={tones[one.settled.as]}>{t(`end.${one.settled.as}`)}</Badge>}
            </p>
            <p className="break-words text-quiet">
              {t('arrived')} <Moment at={one.receivedAt} />
              {one.times > 1 && <>, {t('times', { count: one.times })} <Moment at={one.lastAt} /></>}
              {one.controlId !== '' && <> · <span className="break-all">{t('controlId', { id: one.controlId })}</span></>}
              {one.connection !== '' && <> · {t('connection', { connection: one.connection })}</>}
            </p>
            <p>{t(`reason.${one.reason}`)}</p>
            {one.settled === null && <p className="text-quiet">{t(`todo.${one.reason}`)}</p>}
            {one.settled !== null && one.settled.note !== null && <p className="break-words text-quiet">{t('aside.note')}: {one.settled.note}</p>}
            <p><TextLink href={`/refused/${one.id}`}>{t('look')}</TextLink></p>
          </div>
          {one.settled === null && <RefusedActions id={one.id} canTry={one.canTry} />}
        </li>
      ))}
    </ul>
  )
}
