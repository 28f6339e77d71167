import { Check, Clock, PenLine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '#web/ui/class-names.ts'
import { Moment } from '#web/ui/moment.tsx'
import { PersonName } from '#web/ui/person-name.tsx'
import type { SignerView } from './present-signing.ts'

const marks = {
  signed: { icon: Check, style: 'border-jade bg-jade text-on-jade' },
  next: { icon: PenLine, style: 'border-jade-ink bg-jade-wash text-jade-ink' },
  waiting: { icon: Clock, style: 'border-line-strong bg-surface text-quiet' },
} as const

/** Who signs, in order: who has, whose turn it is, who comes later. */
export function SignerChain({ signers }: { readonly signers: readonly SignerView[] }) {
  const t = useTranslations('minutes')
  return (
    <ol className="flex flex-col gap-4">
      {signers.map((signer) => {
        const { icon: Icon, style } = marks[signer.state]
        return (
          <li key={signer.field} className="flex items-start gap-3">
            <span className={classNames('mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-full border-2', style)}>
              <Icon aria-hidden className="size-3.5" strokeWidth={2.5} />
            </span>
            <span className="min-w-0 text-dense">
              <span className="block font-medium">
                <PersonName name={signer.name} title={signer.title} />
                {signer.isMe && <span className="text-quiet"> ({t('sign.you')})</span>}
              </span>
              <span className="block text-quiet">{t(`role.${signer.role}`)}</span>
              {signer.standIn !== null && <span className="block">{t('delegate.by', { name: signer.standIn })}</span>}
              {signer.delegated !== null && (
                <span className="block">
                  {t('delegate.to', { name: signer.delegated.to })} <Moment at={signer.delegated.until} format="date" />
                  <span className="block text-quiet">{t('delegate.on', { basis: signer.delegated.basis })}</span>
                </span>
              )}
              {signer.signedAt === null ? (
                <span className={signer.state === 'next' ? 'font-medium text-jade-ink' : 'text-faint'}>{t(signer.role === 'organization' ? 'sign.state.sealNext' : `sign.state.${signer.state}`)}</span>
              ) : (
                <span className="text-jade-ink">
                  {t('sign.state.signed')} <Moment at={signer.signedAt} />
                </span>
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
