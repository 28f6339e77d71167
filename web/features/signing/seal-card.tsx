import { Stamp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { SealStanding } from '#core/minutes/organization-seal.ts'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { SealDialog, EndSeal, type SealKind } from './seal-dialog.tsx'

/** The hospital's digital seal: what is in use, and how an administrator changes it. */
export function SealCard({ seal, kinds }: { readonly seal: SealStanding | null; readonly kinds: readonly SealKind[] }) {
  const t = useTranslations('filing.organizationSeal')
  return (
    <Card title={t('title')} icon={<Stamp />} description={t('lead')}>
      {seal === null ? <p className="text-quiet">{t('none')}</p> : (
        <dl className="grid gap-x-6 gap-y-1 text-dense sm:grid-cols-[max-content_1fr]">
          <dt className="text-quiet">{t('place')}</dt><dd>{t(seal.place)}</dd>
          <dt className="text-quiet">{t('issuer')}</dt><dd>{seal.issuer}</dd>
          <dt className="text-quiet">{t('serial')}</dt><dd className="tabular break-all">{seal.serial}</dd>
          <dt className="text-quiet">{t('until')}</dt><dd><Moment at={seal.validUntil.toISOString()} format="date" /></dd>
          <dt className="text-quiet">{t('since')}</dt><dd><Moment at={seal.since.toISOString()} format="long" /></dd>
        </dl>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <SealDialog kinds={kinds} isUsed={seal !== null} />
        {seal !== null && <EndSeal />}
      </div>
    </Card>
  )
}
