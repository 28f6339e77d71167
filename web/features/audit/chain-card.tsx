import { Download, ShieldAlert, ShieldCheck } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { KeptCheck } from '#core/audit/search-trail.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'

interface ChainCardProps {
  readonly check: KeptCheck | null
  /** The short name of the witness's key. */
  readonly witnessKey: string | null
}

/** Whether the trail still is what was written, as the last nightly check found it, and the way to take it out. */
export async function ChainCard({ check, witnessKey }: ChainCardProps) {
  const t = await getTranslations('audit')
  const fault = check?.fault ?? null
  return (
    <Card
      title={fault === null ? t('chain.title') : t('chain.broken')}
      icon={fault === null ? <ShieldCheck /> : <ShieldAlert />}
      {...(fault !== null && { tone: 'red' as const })}
      actions={<ButtonLink href="/api/audit/export" icon={<Download />} download>{t('chain.export')}</ButtonLink>}
    >
      <div className="flex flex-col gap-1 text-dense">
        {check === null && <p>{t('chain.unchecked')}</p>}
        {check !== null && fault === null && <p>{t('chain.whole', { links: check.links, witnessed: check.witnessed })} · <Moment at={check.at.toISOString()} /></p>}
        {check !== null && fault !== null && <p className="font-semibold">{t(`chain.fault.${fault.kind}`, { row: fault.sequence, from: fault.kind === 'moved' ? fault.from : 0 })} · <Moment at={check.at.toISOString()} /></p>}
        {witnessKey !== null && <p className="text-quiet">{t('chain.key')} <code className="break-all">{witnessKey}</code></p>}
        <p className="text-quiet">{t('chain.hint')}</p>
      </div>
    </Card>
  )
}
